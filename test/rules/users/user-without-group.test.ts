import rule from '../../../src/rules/users/user-without-group.ts';
import { allow, bundle, group, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'in a group', account: bundle({ users: [user('ana', { groups: ['dev'] })], groups: [group('dev')] }) },
    { name: 'no users', account: bundle({ groups: [group('dev')] }) },
  ],
  invalid: [
    {
      name: 'no group and no permissions',
      account: bundle({ users: [user('ana')] }),
      findings: [{ message: 'none', resource: 'ana' }],
    },
    {
      name: 'no group, one attached and one inline policy',
      account: bundle({
        users: [user('bo', { attached: ['ReadOnlyAccess'], inline: { read: allow('s3:GetObject', '*') } })],
      }),
      findings: [{ message: 'direct', resource: 'bo', text: '(2)' }],
    },
  ],
});

import rule from '../../../src/rules/groups/group-without-users.ts';
import { bundle, group, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'a member', account: bundle({ users: [user('ana', { groups: ['dev'] })], groups: [group('dev')] }) },
    { name: 'no groups', account: bundle({ users: [user('ana')] }) },
  ],
  invalid: [
    {
      name: 'no member',
      account: bundle({
        users: [user('ana', { groups: ['dev'] })],
        groups: [group('dev'), group('ops', { attached: ['ReadOnlyAccess'] })],
      }),
      findings: [
        { message: 'empty', resource: 'ops', severity: 'suggestion', evidence: { policies: ['ReadOnlyAccess'] } },
      ],
    },
    {
      name: 'no users at all',
      account: bundle({ groups: [group('dev')] }),
      findings: [{ message: 'empty', resource: 'dev' }],
    },
  ],
});

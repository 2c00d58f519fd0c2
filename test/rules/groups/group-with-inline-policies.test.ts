import rule from '../../../src/rules/groups/group-with-inline-policies.ts';
import { allow, bundle, group, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'managed policies', account: bundle({ groups: [group('dev', { attached: ['ReadOnlyAccess'] })] }) },
    {
      name: 'inline policy of a user',
      account: bundle({
        users: [user('ana', { groups: ['dev'], inline: { more: allow('s3:GetObject') } })],
        groups: [group('dev')],
      }),
    },
  ],
  invalid: [
    {
      name: 'inline',
      account: bundle({
        groups: [group('dev', { inline: { one: allow('s3:GetObject'), two: allow('s3:PutObject') } })],
      }),
      findings: [{ message: 'inline', resource: 'dev', text: 'one, two', evidence: { policies: ['one', 'two'] } }],
    },
  ],
});

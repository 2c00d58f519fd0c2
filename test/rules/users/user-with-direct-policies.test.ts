import rule from '../../../src/rules/users/user-with-direct-policies.ts';
import { allow, bundle, group, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'through a group',
      account: bundle({
        users: [user('ana', { groups: ['dev'] })],
        groups: [group('dev', { attached: ['ReadOnlyAccess'] })],
      }),
    },
    { name: 'a boundary gives nothing', account: bundle({ users: [user('ana', { boundary: 'ReadOnlyAccess' })] }) },
  ],
  invalid: [
    {
      name: 'attached and inline',
      account: bundle({
        users: [user('ana', { attached: ['ReadOnlyAccess'], inline: { more: allow('s3:GetObject') } })],
      }),
      findings: [
        {
          message: 'direct',
          resource: 'ana',
          text: 'ReadOnlyAccess, more (inline)',
          evidence: { policies: ['arn:aws:iam::aws:policy/ReadOnlyAccess'], inlinePolicies: ['more'] },
        },
      ],
    },
    {
      name: 'one finding a user',
      account: bundle({
        users: [
          user('ana', { inline: { a: allow('s3:GetObject') } }),
          user('bo', { inline: { b: allow('s3:GetObject') } }),
        ],
      }),
      findings: [
        { message: 'direct', resource: 'ana' },
        { message: 'direct', resource: 'bo' },
      ],
    },
  ],
});

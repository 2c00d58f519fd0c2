import rule from '../../../src/rules/least-privilege/inline-admin-policy.ts';
import { allow, bundle, managedPolicy, role, statements, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'a whole service', account: bundle({ users: [user('ana', { inline: { p: allow('s3:*') } })] }) },
    {
      name: 'Identity Center',
      account: bundle({
        roles: [
          role('AWSReservedSSO_Admin_0', { path: '/aws-reserved/sso.amazonaws.com/', inline: { p: allow('*') } }),
        ],
      }),
    },
    {
      name: 'held short by a boundary',
      account: bundle({
        users: [user('ana', { inline: { p: allow('*') }, boundary: 'Limit' })],
        policies: [managedPolicy('Limit', allow('s3:*'))],
      }),
    },
  ],
  invalid: [
    {
      name: 'a user',
      account: bundle({ users: [user('ana', { inline: { p: allow('*') } })] }),
      findings: [
        {
          message: 'everything',
          resource: 'ana',
          at: '/authorizationDetails/UserDetailList/0/UserPolicyList/0/PolicyDocument/Statement/0',
        },
      ],
    },
    {
      name: 'all but one service',
      account: bundle({
        roles: [
          role('deploy', {
            inline: { p: statements({ Effect: 'Allow', NotAction: 'account:*', Resource: '*' }) },
          }),
        ],
      }),
      findings: [{ message: 'almost', resource: 'deploy', text: 'account:*' }],
    },
    {
      name: 'with MFA',
      account: bundle({
        users: [
          user('bo', {
            inline: { p: allow('*', '*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': true } } }) },
          }),
        ],
      }),
      findings: [{ message: 'gated', severity: 'warning' }],
    },
  ],
});

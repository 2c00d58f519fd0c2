import rule from '../../../src/rules/account/saml-provider-missing.ts';
import { bundle, role, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const none = { samlProviders: { SAMLProviderList: [] } };

testRule(rule, {
  valid: [
    {
      name: 'a provider',
      account: bundle({
        rest: { samlProviders: { SAMLProviderList: [{ Arn: 'arn:aws:iam::111122223333:saml-provider/directory' }] } },
      }),
    },
    {
      name: 'IAM Identity Center',
      account: bundle({
        roles: [role('AWSReservedSSO_Admin_0123456789abcdef', { path: '/aws-reserved/sso.amazonaws.com/eu-west-1/' })],
        rest: none,
      }),
    },
    { name: 'not collected', account: bundle({ users: [user('ana')] }), skipped: 'no saml providers' },
  ],
  invalid: [
    {
      name: 'users and no provider',
      account: bundle({ users: [user('ana')], rest: none }),
      findings: [{ message: 'missing', resource: '111122223333', severity: 'warning', evidence: { users: 1 } }],
    },
    {
      name: 'nobody to manage',
      account: bundle({ roles: [role('deploy')], rest: none }),
      findings: [{ message: 'missing', severity: 'suggestion' }],
    },
  ],
});

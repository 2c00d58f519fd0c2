import rule from '../../../src/rules/account/iam-in-use.ts';
import { bundle, role, trust, user, withDetails } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const sso = '/aws-reserved/sso.amazonaws.com/';

testRule(rule, {
  valid: [
    { name: 'a user', account: bundle({ users: [user('ana')] }) },
    {
      name: 'nobody, as far as users are known',
      account: withDetails(bundle(), { UserDetailList: undefined }),
      skipped: 'authorizationDetails has no UserDetailList',
    },
    { name: 'IAM Identity Center', account: bundle({ roles: [role('AWSReservedSSO_Admin_0', { path: sso })] }) },
    {
      name: 'a role for another account',
      account: bundle({ roles: [role('ops', { trust: trust({ AWS: 'arn:aws:iam::444455556666:root' }) })] }),
    },
    {
      name: 'a SAML provider',
      account: bundle({
        rest: { samlProviders: { SAMLProviderList: [{ Arn: 'arn:aws:iam::111122223333:saml-provider/corp' }] } },
      }),
    },
  ],
  invalid: [
    { name: 'nobody', account: bundle(), findings: [{ message: 'none', resource: '111122223333' }] },
    {
      name: 'roles of services only',
      account: bundle({ roles: [role('batch', { trust: 'lambda.amazonaws.com' })] }),
      findings: [{ message: 'none' }],
    },
  ],
});

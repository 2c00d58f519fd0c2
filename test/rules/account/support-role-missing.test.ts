import rule from '../../../src/rules/account/support-role-missing.ts';
import { allow, arnOf, bundle, group, managedPolicy, role, user, withDetails } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'a role', account: bundle({ roles: [role('support', { attached: ['AWSSupportAccess'] })] }) },
    {
      name: 'a role beside a user',
      account: bundle({
        users: [user('ana', { attached: ['AWSSupportAccess'] })],
        roles: [role('support', { attached: ['AWSSupportAccess'] })],
      }),
    },
    {
      name: 'nothing, as far as roles are known',
      account: withDetails(bundle(), { RoleDetailList: undefined }),
      skipped: 'authorizationDetails has no RoleDetailList',
    },
    {
      name: 'a role among those before the cut',
      account: withDetails(bundle({ roles: [role('support', { attached: ['AWSSupportAccess'] })] }), {
        IsTruncated: true,
      }),
    },
  ],
  invalid: [
    {
      name: 'nothing',
      account: bundle({ roles: [role('deploy')] }),
      findings: [{ message: 'none', resource: '111122223333', severity: 'warning' }],
    },
    {
      name: 'a group',
      account: bundle({ groups: [group('support', { attached: ['AWSSupportAccess'] })] }),
      findings: [{ message: 'noRole', severity: 'suggestion' }],
    },
    {
      name: "a customer's policy of that name",
      account: bundle({
        roles: [role('support', { attached: [arnOf('policy', 'AWSSupportAccess')] })],
        policies: [managedPolicy(arnOf('policy', 'AWSSupportAccess'), allow('s3:GetObject'))],
      }),
      findings: [{ message: 'none' }],
    },
  ],
});

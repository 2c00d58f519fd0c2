import rule from '../../../src/rules/account/securityaudit-role-missing.ts';
import { bundle, role, user, withDetails } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'a role', account: bundle({ roles: [role('deploy'), role('audit', { attached: ['SecurityAudit'] })] }) },
    {
      name: 'a role on another path',
      account: bundle({ roles: [role('audit', { path: '/security/', attached: ['SecurityAudit'] })] }),
    },
    {
      name: 'none, as far as roles are known',
      account: withDetails(bundle(), { RoleDetailList: null }),
      skipped: 'authorizationDetails has no RoleDetailList',
    },
  ],
  invalid: [
    {
      name: 'no role',
      account: bundle({ roles: [role('deploy', { attached: ['ReadOnlyAccess'] })] }),
      findings: [{ message: 'missing', resource: '111122223333', severity: 'warning' }],
    },
    {
      name: 'no role, though the list of users is missing',
      account: withDetails(bundle(), { UserDetailList: undefined }),
      findings: [{ message: 'missing' }],
    },
    {
      name: 'a user is no role',
      account: bundle({ users: [user('ana', { attached: ['SecurityAudit'] })] }),
      findings: [{ message: 'missing' }],
    },
  ],
});

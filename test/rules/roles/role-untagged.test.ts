import rule from '../../../src/rules/roles/role-untagged.ts';
import { bundle, role } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'any tag', account: bundle({ roles: [role('deploy', { tags: { owner: 'ana' } })] }) },
    {
      name: 'service-linked',
      account: bundle({
        roles: [role('AWSServiceRoleForSupport', { path: '/aws-service-role/support.amazonaws.com/' })],
      }),
    },
    {
      name: 'of IAM Identity Center',
      account: bundle({
        roles: [role('AWSReservedSSO_Admin_0123456789abcdef', { path: '/aws-reserved/sso.amazonaws.com/' })],
      }),
    },
  ],
  invalid: [
    {
      name: 'none',
      account: bundle({ roles: [role('deploy')] }),
      findings: [{ message: 'untagged', resource: 'deploy' }],
    },
    {
      name: 'a required one is absent',
      account: bundle({ roles: [role('deploy', { tags: { owner: 'ana' } })] }),
      options: { keys: ['owner', 'purpose'] },
      findings: [{ message: 'incomplete', text: 'purpose' }],
    },
  ],
});

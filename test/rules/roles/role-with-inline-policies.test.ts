import rule from '../../../src/rules/roles/role-with-inline-policies.ts';
import { allow, bundle, role } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const inline = { read: allow('s3:GetObject'), write: allow('s3:PutObject') };

testRule(rule, {
  valid: [
    { name: 'managed only', account: bundle({ roles: [role('deploy', { attached: ['ReadOnlyAccess'] })] }) },
    {
      name: 'Identity Center',
      account: bundle({ roles: [role('AWSReservedSSO_Dev_0', { path: '/aws-reserved/sso.amazonaws.com/', inline })] }),
    },
  ],
  invalid: [
    {
      name: 'two',
      account: bundle({ roles: [role('deploy', { inline })] }),
      findings: [{ message: 'inline', resource: 'deploy', evidence: { policies: ['read', 'write'] } }],
    },
  ],
});

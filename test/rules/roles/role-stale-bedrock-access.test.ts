import rule from '../../../src/rules/roles/role-stale-bedrock-access.ts';
import { arnOf, bundle, report, role } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const using = (last: string | null, more: Record<string, unknown> = {}, created = '2024-01-01') =>
  bundle({ roles: [role('chat', { created })], advisor: { [arnOf('role', 'chat')]: report({ bedrock: last }, more) } });

testRule(rule, {
  valid: [
    { name: 'used lately', account: using('2026-09-15') },
    {
      name: 'a report that is older than the limit',
      account: using(null, { JobCompletionDate: '2026-01-05T00:00:00Z' }),
      skipped: 'too old for chat',
    },
    { name: 'a young role', account: using(null, {}, '2026-10-01') },
    {
      name: 'no bedrock',
      account: bundle({ roles: [role('chat')], advisor: { [arnOf('role', 'chat')]: report({ s3: null }) } }),
    },
    {
      name: 'service-linked',
      account: bundle({
        roles: [role('AWSServiceRoleForX', { path: '/aws-service-role/x.amazonaws.com/' })],
        advisor: {
          [arnOf('role', 'AWSServiceRoleForX', '/aws-service-role/x.amazonaws.com/')]: report({ bedrock: null }),
        },
      }),
    },
  ],
  invalid: [
    {
      name: 'long ago',
      account: using('2026-08-01'),
      findings: [{ message: 'unused', resource: 'chat', text: '2026-08-01' }],
    },
    { name: 'never', account: using(null), findings: [{ message: 'never', resource: 'chat' }] },
  ],
});

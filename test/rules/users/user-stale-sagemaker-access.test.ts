import rule from '../../../src/rules/users/user-stale-sagemaker-access.ts';
import { arnOf, bundle, report, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const ana = arnOf('user', 'ana');

testRule(rule, {
  valid: [
    {
      name: 'used 90 days ago',
      account: bundle({ users: [user('ana')], advisor: { [ana]: report({ sagemaker: '2026-08-03' }) } }),
    },
    {
      name: 'a report that is older than the limit',
      account: bundle({
        users: [user('ana')],
        advisor: { [ana]: report({ sagemaker: '2025-01-01' }, { JobCompletionDate: '2026-01-05T00:00:00Z' }) },
      }),
      skipped: 'the access advisor report is too old for ana',
    },
    {
      name: 'idle for less than the limit when the report was made',
      account: bundle({
        users: [user('ana')],
        advisor: { [ana]: report({ sagemaker: '2026-08-01' }, { JobCompletionDate: '2026-10-20T00:00:00Z' }) },
      }),
    },
    { name: 'not granted', account: bundle({ users: [user('ana')], advisor: { [ana]: report({ bedrock: null }) } }) },
    {
      name: 'never used by a user of 90 days',
      account: bundle({
        users: [user('ana', { created: '2026-08-03' })],
        advisor: { [ana]: report({ sagemaker: null }) },
      }),
    },
    { name: 'no reports', account: bundle({ users: [user('ana')] }), skipped: 'no access advisor' },
  ],
  invalid: [
    {
      name: 'idle for longer when the report was made, of late',
      account: bundle({
        users: [user('ana')],
        advisor: { [ana]: report({ sagemaker: '2026-01-01' }, { JobCompletionDate: '2026-10-20T00:00:00Z' }) },
      }),
      findings: [
        { message: 'unused', evidence: { services: ['sagemaker'], days: 292, lastUsed: '2026-01-01T00:00:00.000Z' } },
      ],
    },
    {
      name: 'used 91 days ago',
      account: bundle({ users: [user('ana')], advisor: { [ana]: report({ sagemaker: '2026-08-02' }) } }),
      findings: [{ message: 'unused', resource: 'ana', evidence: { days: 91 } }],
    },
    {
      name: 'never used',
      account: bundle({ users: [user('ana')], advisor: { [ana]: report({ sagemaker: null }) } }),
      findings: [{ message: 'never', evidence: { lastUsed: null } }],
    },
  ],
});

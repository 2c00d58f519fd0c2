import rule from '../../../src/rules/users/user-stale-bedrock-access.ts';
import { arnOf, bundle, report, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const ana = arnOf('user', 'ana');

testRule(rule, {
  valid: [
    {
      name: 'used 60 days ago',
      account: bundle({ users: [user('ana')], advisor: { [ana]: report({ bedrock: '2026-09-02' }) } }),
    },
    {
      name: 'a report that is older than the limit',
      account: bundle({
        users: [user('ana')],
        advisor: { [ana]: report({ bedrock: '2025-01-01' }, { JobCompletionDate: '2026-01-05T00:00:00Z' }) },
      }),
      skipped: 'the access advisor report is too old for ana',
    },
    {
      name: 'idle for less than the limit when the report was made',
      account: bundle({
        users: [user('ana')],
        advisor: { [ana]: report({ bedrock: '2026-09-01' }, { JobCompletionDate: '2026-10-20T00:00:00Z' }) },
      }),
    },
    { name: 'not granted', account: bundle({ users: [user('ana')], advisor: { [ana]: report({ s3: null }) } }) },
    {
      name: 'never used by a user of 60 days',
      account: bundle({
        users: [user('ana', { created: '2026-09-02' })],
        advisor: { [ana]: report({ bedrock: null }) },
      }),
    },
    { name: 'no reports', account: bundle({ users: [user('ana')] }), skipped: 'no access advisor' },
    {
      name: 'in progress',
      account: bundle({
        users: [user('ana'), user('bo')],
        advisor: {
          [arnOf('user', 'bo')]: report({ iam: null }),
          [ana]: report({ bedrock: null }, { JobStatus: 'IN_PROGRESS' }),
        },
      }),
      skipped: 'ana',
    },
  ],
  invalid: [
    {
      name: 'idle for longer when the report was made, of late',
      account: bundle({
        users: [user('ana')],
        advisor: { [ana]: report({ bedrock: '2026-01-01' }, { JobCompletionDate: '2026-10-20T00:00:00Z' }) },
      }),
      findings: [
        { message: 'unused', evidence: { services: ['bedrock'], days: 292, lastUsed: '2026-01-01T00:00:00.000Z' } },
      ],
    },
    {
      name: 'used 61 days ago',
      account: bundle({ users: [user('ana')], advisor: { [ana]: report({ bedrock: '2026-09-01' }) } }),
      findings: [
        {
          message: 'unused',
          resource: 'ana',
          severity: 'warning',
          text: 'on 2026-09-01',
          evidence: { services: ['bedrock'], days: 61, lastUsed: '2026-09-01T00:00:00.000Z' },
        },
      ],
    },
    {
      name: 'never used',
      account: bundle({
        users: [user('ana', { created: '2026-09-01' })],
        advisor: { [ana]: report({ bedrock: null }) },
      }),
      findings: [{ message: 'never', evidence: { days: 61, lastUsed: null } }],
    },
    {
      name: 'a shorter limit',
      account: bundle({ users: [user('ana')], advisor: { [ana]: report({ bedrock: '2026-09-30' }) } }),
      options: { days: 30 },
      findings: [{ message: 'unused', text: 'over 30 days' }],
    },
  ],
});

import rule from '../../../src/rules/users/user-access-key-not-rotated.ts';
import { bundle, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: '90 days old',
      account: bundle({
        users: [user('ana', { row: { access_key_1_active: 'true', access_key_1_last_rotated: '2026-08-03' } })],
      }),
    },
    {
      name: 'a second less than 91 days old',
      account: bundle({
        users: [
          user('ana', { row: { access_key_1_active: 'true', access_key_1_last_rotated: '2026-08-02T00:00:01+00:00' } }),
        ],
      }),
    },
    {
      name: 'old and inactive',
      account: bundle({ users: [user('ana', { row: { access_key_1_last_rotated: '2020-01-01' } })] }),
    },
    {
      name: 'a key of root is another finding',
      account: bundle({ rootRow: { access_key_1_active: 'true', access_key_1_last_rotated: '2020-01-01' } }),
    },
    {
      name: 'an active key without an age',
      account: bundle({
        users: [user('ana', { row: { access_key_1_active: 'true', access_key_1_last_rotated: 'N/A' } })],
      }),
      skipped: 'ana',
    },
    { name: 'no report', account: bundle({ users: [user('ana')] }), skipped: 'no credential report' },
    {
      name: 'a row whose user the details lack',
      account: bundle({
        users: [user('ana', { row: {} })],
        rest: {
          credentialReportCsv: bundle({
            users: [
              user('ana', { row: {} }),
              user('ghost', {
                row: { password_enabled: 'true', access_key_1_active: 'true', access_key_1_last_rotated: '2026-01-05' },
              }),
            ],
          })['credentialReportCsv'],
        },
      }),
      skipped: 'the details lack ghost',
    },
  ],
  invalid: [
    {
      name: '91 days old',
      account: bundle({
        users: [user('ana', { row: { access_key_1_active: 'true', access_key_1_last_rotated: '2026-08-02' } })],
      }),
      findings: [
        {
          message: 'old',
          resource: 'ana',
          severity: 'warning',
          text: 'from 2026-08-02',
          evidence: { key: 1, days: 91, lastRotated: '2026-08-02T00:00:00.000Z', limit: 90 },
        },
      ],
    },
    {
      name: 'one finding a key',
      account: bundle({
        users: [
          user('ana', {
            row: {
              access_key_1_active: 'true',
              access_key_1_last_rotated: '2025-01-01',
              access_key_2_active: 'true',
              access_key_2_last_rotated: '2025-02-01',
            },
          }),
        ],
      }),
      findings: [
        { message: 'old', evidence: { key: 1 } },
        { message: 'old', evidence: { key: 2 } },
      ],
    },
    {
      name: 'a shorter limit',
      account: bundle({
        users: [user('ana', { row: { access_key_1_active: 'true', access_key_1_last_rotated: '2026-10-01' } })],
      }),
      options: { days: 30 },
      findings: [{ message: 'old', text: 'over 30 days' }],
    },
  ],
});

import rule from '../../../src/rules/users/user-access-key-never-used-with-password.ts';
import { bundle, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'used',
      account: bundle({
        users: [
          user('ana', {
            row: { password_enabled: 'true', access_key_1_active: 'true', access_key_1_last_used_date: '2024-01-02' },
          }),
        ],
      }),
    },
    {
      name: 'no password',
      account: bundle({
        users: [user('ana', { row: { access_key_1_active: 'true', access_key_1_last_rotated: '2024-01-01' } })],
      }),
    },
    {
      name: 'inactive',
      account: bundle({
        users: [user('ana', { row: { password_enabled: 'true', access_key_1_last_rotated: '2024-01-01' } })],
      }),
    },
    {
      name: 'made 7 days ago by an old user',
      account: bundle({
        users: [
          user('ana', {
            row: { password_enabled: 'true', access_key_1_active: 'true', access_key_1_last_rotated: '2026-10-25' },
          }),
        ],
      }),
    },
    {
      name: 'an active key without an age',
      account: bundle({
        users: [
          user('ana', {
            row: { password_enabled: 'true', access_key_1_active: 'true', access_key_1_last_rotated: 'N/A' },
          }),
        ],
      }),
      skipped: 'ana',
    },
    { name: 'no report', account: bundle({ users: [user('ana')] }), skipped: 'no credential report' },
  ],
  invalid: [
    {
      name: 'made with the user, just now',
      account: bundle({
        users: [
          user('ana', {
            created: '2026-10-31T12:00:00Z',
            row: {
              password_enabled: 'true',
              access_key_1_active: 'true',
              access_key_1_last_rotated: '2026-10-31T12:00:01+00:00',
            },
          }),
        ],
      }),
      findings: [{ message: 'initial', resource: 'ana', evidence: { key: 1, days: 0 } }],
    },
    {
      name: 'made 8 days ago by an old user',
      account: bundle({
        users: [
          user('ana', {
            row: { password_enabled: 'true', access_key_2_active: 'true', access_key_2_last_rotated: '2026-10-24' },
          }),
        ],
      }),
      findings: [{ message: 'never', text: 'made on 2026-10-24', evidence: { key: 2, days: 8 } }],
    },
    {
      name: 'both keys',
      account: bundle({
        users: [
          user('ana', {
            row: {
              password_enabled: 'true',
              access_key_1_active: 'true',
              access_key_1_last_rotated: '2024-01-01',
              access_key_2_active: 'true',
            },
          }),
        ],
      }),
      findings: [{ message: 'initial' }, { message: 'never' }],
    },
    {
      name: 'no grace',
      account: bundle({
        users: [
          user('ana', {
            row: { password_enabled: 'true', access_key_1_active: 'true', access_key_1_last_rotated: '2026-10-31' },
          }),
        ],
      }),
      options: { graceDays: 0 },
      findings: [{ message: 'never', evidence: { days: 1 } }],
    },
  ],
});

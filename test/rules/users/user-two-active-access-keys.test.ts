import rule from '../../../src/rules/users/user-two-active-access-keys.ts';
import { bundle, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'one active', account: bundle({ users: [user('ana', { row: { access_key_1_active: 'true' } })] }) },
    {
      name: 'one active, one inactive',
      account: bundle({
        users: [user('ana', { row: { access_key_1_active: 'true', access_key_2_last_rotated: '2020-01-01' } })],
      }),
    },
    {
      name: 'a replacement of 7 days',
      account: bundle({
        users: [
          user('ana', {
            row: { access_key_1_active: 'true', access_key_2_active: 'true', access_key_2_last_rotated: '2026-10-25' },
          }),
        ],
      }),
    },
    { name: 'no report', account: bundle({ users: [user('ana')] }), skipped: 'no credential report' },
  ],
  invalid: [
    {
      name: 'both for weeks',
      account: bundle({ users: [user('ana', { row: { access_key_1_active: 'true', access_key_2_active: 'true' } })] }),
      findings: [{ message: 'two', resource: 'ana', evidence: { lastUsed: [null, null] } }],
    },
    {
      name: 'a replacement that takes 8 days',
      account: bundle({
        users: [
          user('ana', {
            row: { access_key_1_active: 'true', access_key_2_active: 'true', access_key_2_last_rotated: '2026-10-24' },
          }),
        ],
      }),
      findings: [{ message: 'two' }],
    },
    {
      name: 'both new replace nothing',
      account: bundle({
        users: [
          user('ana', {
            row: {
              access_key_1_active: 'true',
              access_key_1_last_rotated: '2026-10-31',
              access_key_2_active: 'true',
              access_key_2_last_rotated: '2026-10-31',
            },
          }),
        ],
      }),
      findings: [{ message: 'two' }],
    },
    {
      name: 'a shorter grace',
      account: bundle({
        users: [
          user('ana', {
            row: { access_key_1_active: 'true', access_key_2_active: 'true', access_key_2_last_rotated: '2026-10-25' },
          }),
        ],
      }),
      options: { graceDays: 1 },
      findings: [{ message: 'two' }],
    },
  ],
});

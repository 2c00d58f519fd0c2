import rule from '../../../src/rules/users/user-access-key-unused.ts';
import { arnOf, bundle, unusedFindings, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'used 45 days ago',
      account: bundle({
        users: [user('ana', { row: { access_key_1_active: 'true', access_key_1_last_used_date: '2026-09-17' } })],
      }),
    },
    {
      name: 'inactive',
      account: bundle({
        users: [
          user('ana', { row: { access_key_1_last_rotated: '2020-01-01', access_key_1_last_used_date: '2020-01-01' } }),
        ],
      }),
    },
    {
      name: 'never used, made 45 days ago',
      account: bundle({
        users: [
          user('ana', {
            row: {
              access_key_1_active: 'true',
              access_key_1_last_rotated: '2026-09-17',
              access_key_1_last_used_date: 'N/A',
            },
          }),
        ],
      }),
    },
    {
      name: 'never used, beside a password: another finding',
      account: bundle({
        users: [
          user('ana', {
            row: { password_enabled: 'true', access_key_1_active: 'true', access_key_1_last_rotated: '2025-01-01' },
          }),
        ],
      }),
    },
    { name: 'no report', account: bundle({ users: [user('ana')] }), skipped: 'no credential report' },
    {
      name: 'neither use nor age',
      account: bundle({
        users: [user('ana', { row: { access_key_1_active: 'true', access_key_1_last_rotated: 'N/A' } })],
      }),
      skipped: 'ana',
    },
  ],
  invalid: [
    {
      name: 'Access Analyzer says the same: one finding',
      account: bundle({
        users: [user('ana', { row: { access_key_1_active: 'true', access_key_1_last_used_date: '2025-09-17' } })],
        rest: unusedFindings(['UnusedIAMUserAccessKey', arnOf('user', 'ana')]),
      }),
      findings: [
        {
          message: 'unused',
          resource: 'ana',
          evidence: {
            accessAnalyzer: {
              findings: ['finding-0'],
              analyzers: ['arn:aws:access-analyzer:eu-west-1:111122223333:analyzer/unused'],
            },
          },
        },
      ],
    },
    {
      name: 'only Access Analyzer knows',
      account: bundle({
        users: [user('ana'), user('ben')],
        rest: unusedFindings(['UnusedIAMUserAccessKey', arnOf('user', 'ana')]),
      }),
      findings: [
        {
          message: 'analyzer',
          resource: 'ana',
          text: '(unused)',
          evidence: {
            accessAnalyzer: {
              findings: ['finding-0'],
              analyzers: ['arn:aws:access-analyzer:eu-west-1:111122223333:analyzer/unused'],
            },
          },
        },
      ],
    },
    {
      name: 'used 46 days ago',
      account: bundle({
        users: [user('ana', { row: { access_key_1_active: 'true', access_key_1_last_used_date: '2026-09-16' } })],
      }),
      findings: [
        {
          message: 'unused',
          resource: 'ana',
          text: 'on 2026-09-16',
          evidence: { key: 1, days: 46, lastUsed: '2026-09-16T00:00:00.000Z' },
        },
      ],
    },
    {
      name: 'used long ago, beside a password',
      account: bundle({
        users: [
          user('ana', {
            row: { password_enabled: 'true', access_key_2_active: 'true', access_key_2_last_used_date: '2025-01-01' },
          }),
        ],
      }),
      findings: [{ message: 'unused', evidence: { key: 2 } }],
    },
    {
      name: 'never used, made 46 days ago',
      account: bundle({
        users: [user('ana', { row: { access_key_1_active: 'true', access_key_1_last_rotated: '2026-09-16' } })],
      }),
      findings: [{ message: 'never', evidence: { days: 46, lastUsed: null } }],
    },
    {
      name: 'a longer limit',
      account: bundle({
        users: [user('ana', { row: { access_key_1_active: 'true', access_key_1_last_used_date: '2026-08-02' } })],
      }),
      options: { days: 90 },
      findings: [{ message: 'unused', evidence: { days: 91 } }],
    },
  ],
});

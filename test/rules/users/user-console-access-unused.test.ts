import rule from '../../../src/rules/users/user-console-access-unused.ts';
import { arnOf, bundle, unusedFindings, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'used 45 days ago',
      account: bundle({
        users: [user('ana', { row: { password_enabled: 'true', password_last_used: '2026-09-17' } })],
      }),
    },
    {
      name: 'set 45 days ago and not used yet',
      account: bundle({
        users: [
          user('ana', {
            row: {
              password_enabled: 'true',
              password_last_changed: '2026-09-17',
              password_last_used: 'no_information',
            },
          }),
        ],
      }),
    },
    {
      name: 'password deleted',
      account: bundle({ users: [user('ana', { row: { password_last_used: '2020-01-01' } })] }),
    },
    { name: 'no password', account: bundle({ users: [user('ana', { row: { password_last_used: 'N/A' } })] }) },
    { name: 'no report', account: bundle({ users: [user('ana')] }), skipped: 'no credential report' },
  ],
  invalid: [
    {
      name: 'Access Analyzer says the same: one finding',
      account: bundle({
        users: [user('ana', { row: { password_enabled: 'true', password_last_used: '2025-09-17' } })],
        rest: unusedFindings(['UnusedIAMUserPassword', arnOf('user', 'ana')]),
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
        rest: unusedFindings(['UnusedIAMUserPassword', arnOf('user', 'ana')]),
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
        users: [user('ana', { row: { password_enabled: 'true', password_last_used: '2026-09-16' } })],
      }),
      findings: [
        {
          message: 'unused',
          resource: 'ana',
          text: 'on 2026-09-16',
          evidence: { days: 46, lastUsed: '2026-09-16T00:00:00.000Z' },
        },
      ],
    },
    {
      name: 'set 46 days ago and never used',
      account: bundle({
        users: [
          user('ana', {
            row: {
              password_enabled: 'true',
              password_last_changed: '2026-09-16',
              password_last_used: 'no_information',
            },
          }),
        ],
      }),
      findings: [{ message: 'never', evidence: { days: 46, lastUsed: null } }],
    },
    {
      name: 'never used, N/A, without a day of change',
      account: bundle({
        users: [
          user('ana', {
            created: '2026-01-01',
            row: { password_enabled: 'true', password_last_changed: 'N/A', password_last_used: 'N/A' },
          }),
        ],
      }),
      findings: [{ message: 'never', text: 'since 2026-01-01' }],
    },
    {
      name: 'a shorter limit',
      account: bundle({
        users: [user('ana', { row: { password_enabled: 'true', password_last_used: '2026-10-01' } })],
      }),
      options: { days: 30 },
      findings: [{ message: 'unused', text: 'over 30 days' }],
    },
  ],
});

import rule from '../../../src/rules/roles/role-unused.ts';
import { arnOf, bundle, role, unusedFindings } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'used yesterday', account: bundle({ roles: [role('deploy')] }) },
    { name: 'used 89 days ago', account: bundle({ roles: [role('deploy', { lastUsed: '2026-08-04' })] }) },
    {
      name: 'never used, but young',
      account: bundle({ roles: [role('deploy', { lastUsed: null, created: '2026-09-01' })] }),
    },
    {
      name: 'last use not collected',
      account: bundle({ roles: [role('deploy', { lastUsed: 'unknown' })] }),
      skipped: 'RoleLastUsed',
    },
    {
      name: 'service-linked',
      account: bundle({
        roles: [role('AWSServiceRoleForSupport', { lastUsed: null, path: '/aws-service-role/support.amazonaws.com/' })],
      }),
    },
    {
      name: 'a longer window',
      account: bundle({ roles: [role('yearly', { lastUsed: '2026-01-02' })] }),
      options: { days: 400 },
    },
  ],
  invalid: [
    {
      name: 'Access Analyzer says the same: one finding',
      account: bundle({
        roles: [role('deploy', { lastUsed: '2026-01-02' })],
        rest: unusedFindings(['UnusedIAMRole', arnOf('role', 'deploy')]),
      }),
      findings: [
        {
          message: 'stale',
          resource: 'deploy',
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
        roles: [role('deploy', { lastUsed: 'unknown' })],
        rest: unusedFindings(['UnusedIAMRole', arnOf('role', 'deploy')], ['UnusedPermission', arnOf('role', 'deploy')]),
      }),
      findings: [
        {
          message: 'analyzer',
          resource: 'deploy',
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
      name: 'never used',
      account: bundle({ roles: [role('deploy', { lastUsed: null })] }),
      findings: [{ message: 'never', resource: 'deploy' }],
    },
    {
      name: 'used 90 days ago',
      account: bundle({ roles: [role('deploy', { lastUsed: '2026-08-03' })] }),
      findings: [{ message: 'stale', text: '90 days', evidence: { lastUsed: '2026-08-03', idle: 90 } }],
    },
  ],
});

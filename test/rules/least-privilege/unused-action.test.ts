import rule from '../../../src/rules/least-privilege/unused-action.ts';
import {
  allow,
  arnOf,
  bundle,
  managedPolicy,
  report,
  role,
  statements,
  unusedFindings,
} from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const deploy = arnOf('role', 'deploy');
const s3 = (actions: Record<string, string | null>, more: Record<string, unknown> = {}) =>
  report({ s3: { last: '2026-10-30', actions } }, more);
const withReport = (advised: unknown, document: unknown = allow('s3:*')) =>
  bundle({ roles: [role('deploy', { inline: { p: document } })], advisor: { [deploy]: advised } });

testRule(rule, {
  valid: [
    { name: 'used', account: withReport(s3({ DeleteBucket: '2026-10-30' })) },
    { name: 'used long ago', account: withReport(s3({ DeleteBucket: '2026-01-30' })) },
    { name: 'no list of actions proves nothing', account: withReport(report({ s3: '2026-10-30' })) },
    { name: 'an action that is not tracked', account: withReport(s3({ GetObject: null })) },
    { name: 'not granted', account: withReport(s3({ DeleteBucket: null }), allow('s3:GetObject')) },
    {
      name: 'denied anyway',
      account: withReport(
        s3({ DeleteBucket: null }),
        statements(
          { Effect: 'Allow', Action: 's3:*', Resource: '*' },
          { Effect: 'Deny', Action: 's3:Delete*', Resource: '*' },
        ),
      ),
    },
    { name: 'a service-level report', account: withReport(s3({ DeleteBucket: null }, { JobType: 'SERVICE_LEVEL' })) },
    {
      name: 'iam:PassRole is never recorded',
      account: withReport(report({ iam: { last: '2026-10-30', actions: { PassRole: null } } }), allow('iam:PassRole')),
    },
    {
      name: 'the whole service is unused',
      account: withReport(report({ s3: { last: null, actions: { DeleteBucket: null } } })),
    },
    {
      name: 'granted lately',
      account: bundle({
        roles: [role('deploy', { attached: ['New'] })],
        policies: [managedPolicy('New', allow('s3:*'), { created: '2026-10-01' })],
        advisor: { [deploy]: s3({ DeleteBucket: null }) },
      }),
    },
    {
      name: 'a young role',
      account: bundle({
        roles: [role('deploy', { created: '2026-10-01', inline: { p: allow('s3:*') } })],
        advisor: { [deploy]: s3({ DeleteBucket: null }) },
      }),
      skipped: 'too young',
    },
  ],
  invalid: [
    {
      name: 'Access Analyzer says the same: one finding',
      account: {
        ...withReport(s3({ DeleteBucket: null })),
        ...unusedFindings([
          'UnusedPermission',
          deploy,
          [{ serviceNamespace: 's3', actions: [{ action: 'DeleteBucket' }] }],
        ]),
      },
      findings: [
        {
          message: 'unused',
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
      name: 'only Access Analyzer knows: the report is of services',
      account: {
        ...withReport(s3({}, { JobType: 'SERVICE_LEVEL' })),
        ...unusedFindings([
          'UnusedPermission',
          deploy,
          [
            { serviceNamespace: 'sqs' },
            { serviceNamespace: 's3', lastAccessed: '2026-10-30T00:00:00Z', actions: [{ action: 'DeleteBucket' }] },
          ],
        ]),
      },
      findings: [
        {
          message: 'analyzer',
          resource: 'deploy',
          text: 's3:DeleteBucket',
          evidence: { services: ['s3'], actions: ['s3:DeleteBucket'], lastAccessed: { s3: '2026-10-30T00:00:00Z' } },
        },
      ],
    },
    {
      name: 'a deletion never called',
      account: withReport(s3({ CreateBucket: '2026-10-30', DeleteBucket: null, GetObject: null })),
      findings: [
        {
          message: 'unused',
          resource: 'deploy',
          text: 's3:DeleteBucket',
          evidence: {
            services: ['s3'],
            actions: ['s3:DeleteBucket'],
            lastAccessed: { s3: '2026-10-30T00:00:00.000Z' },
            observedDays: 400,
          },
        },
      ],
    },
    {
      name: 'through a policy',
      account: bundle({
        roles: [role('deploy', { attached: ['P'] })],
        policies: [managedPolicy('P', allow(['s3:DeleteBucket', 's3:CreateBucket']), { created: '2026-07-01' })],
        advisor: { [arnOf('policy', 'P')]: s3({ CreateBucket: '2026-10-30', DeleteBucket: null }) },
      }),
      findings: [{ message: 'unused', resource: 'P', evidence: { observedDays: 123 } }],
    },
  ],
});

import rule from '../../../src/rules/least-privilege/unused-service.ts';
import {
  allow,
  arnOf,
  bundle,
  group,
  managedPolicy,
  report,
  role,
  unusedFindings,
  user,
} from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const deploy = arnOf('role', 'deploy');
const inline = { p: allow(['s3:GetObject', 'sqs:SendMessage', 'iam:GetRole']) };
const withReport = (advised: unknown, spec: Parameters<typeof role>[1] = { inline }) =>
  bundle({ roles: [role('deploy', spec)], advisor: { [deploy]: advised } });
const other = { [arnOf('role', 'other')]: report({ s3: '2026-10-30' }) };

testRule(rule, {
  valid: [
    { name: 'all used', account: withReport(report({ s3: '2026-10-30', sqs: '2026-08-04' })) },
    {
      name: 'a report that did not complete',
      account: bundle({
        roles: [role('deploy', { inline }), role('other')],
        advisor: { [deploy]: report({ sqs: null }, { JobStatus: 'IN_PROGRESS' }), ...other },
      }),
      skipped: 'did not complete',
    },
    { name: 'no reports at all', account: bundle({ roles: [role('deploy', { inline })] }), skipped: 'access advisor' },
    {
      name: 'a young role',
      account: withReport(report({ sqs: null }), { inline, created: '2026-10-01' }),
      skipped: 'too young',
    },
    {
      name: 'only iam:PassRole, which is never recorded',
      account: withReport(report({ iam: null, s3: '2026-10-30' }), {
        inline: { p: allow(['iam:PassRole', 's3:GetObject']) },
      }),
    },
    {
      name: 'granted by a young policy',
      account: bundle({
        roles: [role('deploy', { attached: ['New'] })],
        policies: [managedPolicy('New', allow('sqs:SendMessage'), { created: '2026-10-01' })],
        advisor: { [deploy]: report({ sqs: null }) },
      }),
    },
    {
      name: 'a window longer than AWS looks back',
      account: withReport(report({ sqs: '2025-10-01' })),
      options: { days: 500 },
      skipped: '400 days',
    },
    {
      name: 'an old report',
      account: withReport(report({ sqs: null }, { JobCompletionDate: '2026-05-01T00:00:00Z' })),
      skipped: 'too old',
    },
    {
      name: 'service-linked',
      account: bundle({
        roles: [role('AWSServiceRoleForSupport', { path: '/aws-service-role/support.amazonaws.com/' })],
        advisor: {
          [arnOf('role', 'AWSServiceRoleForSupport', '/aws-service-role/support.amazonaws.com/')]: report({
            sqs: null,
          }),
        },
      }),
    },
  ],
  invalid: [
    {
      name: 'Access Analyzer says the same: one finding',
      account: {
        ...withReport(report({ s3: '2026-10-30', sqs: null })),
        ...unusedFindings(['UnusedPermission', deploy, [{ serviceNamespace: 'sqs' }]]),
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
      name: 'only Access Analyzer knows',
      account: bundle({
        roles: [role('deploy', { inline })],
        rest: unusedFindings([
          'UnusedPermission',
          deploy,
          [{ serviceNamespace: 'sqs' }, { serviceNamespace: 's3', actions: [{ action: 'DeleteBucket' }] }],
        ]),
      }),
      findings: [
        {
          message: 'analyzer',
          resource: 'deploy',
          text: '(unused): sqs.',
          evidence: { services: ['sqs'], lastAccessed: { sqs: null } },
        },
      ],
    },
    {
      name: 'never used and long ago, in one finding',
      account: withReport(report({ sqs: null, s3: '2026-08-03', iam: '2026-10-30' })),
      findings: [
        {
          message: 'unused',
          resource: 'deploy',
          text: '90 days: s3, sqs (2 of 3)',
          evidence: {
            services: ['s3', 'sqs'],
            actions: [],
            lastAccessed: { s3: '2026-08-03T00:00:00.000Z', sqs: null },
            observedDays: 400,
          },
        },
      ],
    },
    {
      name: 'iam with more than PassRole',
      account: withReport(report({ iam: null }), { inline: { p: allow('iam:*') } }),
      findings: [{ message: 'unused', evidence: { services: ['iam'] } }],
    },
    {
      name: 'a user, a group and a policy',
      account: bundle({
        users: [user('ana', { groups: ['dev'] })],
        groups: [group('dev', { attached: ['P'] })],
        policies: [managedPolicy('P', allow(['sqs:*', 's3:*']))],
        advisor: Object.fromEntries(
          [arnOf('user', 'ana'), arnOf('group', 'dev'), arnOf('policy', 'P')].map((arn) => [
            arn,
            report({ s3: '2026-10-30', sqs: null }),
          ]),
        ),
      }),
      findings: [
        { message: 'unused', resource: 'dev', text: 'Group dev' },
        { message: 'unused', resource: 'P', text: 'Policy P' },
        { message: 'unused', resource: 'ana', text: 'User ana' },
      ],
    },
    {
      name: 'many services: cut in the message, whole in the evidence',
      account: withReport(report(Object.fromEntries('abcdefghij'.split('').map((letter) => [letter, null])))),
      findings: [{ message: 'unused', text: 'and 2 more', evidence: { services: 'abcdefghij'.split('') } }],
    },
  ],
});

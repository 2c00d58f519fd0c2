/** Granted against used services, principal by principal. */
import { expect, test } from 'vitest';
import { summarizeAccess } from '../../src/account/access-summary.ts';
import { openCatalog } from '../../src/catalog/iam-data.ts';
import { account, allow, arnOf, deny, managedPolicy, report, role, user, type BundleSpec } from '../support/account.ts';

const window = { now: new Date('2026-11-01T00:00:00Z'), days: 90, catalog: openCatalog() };
const deploy = arnOf('role', 'deploy');
const inline = { p: allow(['s3:*', 'sqs:*', 'iam:GetRole']) };
const advised = report({ s3: '2026-10-30', sqs: '2026-01-30', iam: null });
const summarize = (spec: BundleSpec) => summarizeAccess(account(spec), window);
const services = (spec: BundleSpec) => summarize(spec).map(({ granted, unused }) => [granted, unused]);

test('services are counted, those out of use for longer than the window as unused', () => {
  expect(summarize({ roles: [role('deploy', { inline })], advisor: { [deploy]: advised } })).toEqual([
    {
      principal: { type: 'AWS::IAM::Role', name: 'deploy', arn: deploy },
      granted: 3,
      used: 1,
      unused: ['iam', 'sqs'],
      lastUsed: '2026-10-30T00:00:00.000Z',
    },
  ]);
});

test('the most unused come first, and nobody without a completed report', () => {
  const spec = {
    users: [user('ana', { inline }), user('ben', { inline })],
    roles: [role('deploy', { inline })],
    advisor: {
      [deploy]: report({ s3: '2026-10-30' }),
      [arnOf('user', 'ana')]: report({ s3: null, sqs: null }),
      [arnOf('user', 'ben')]: report({ s3: null }, { JobStatus: 'FAILED' }),
    },
  };
  expect(summarize(spec).map(({ principal, used, granted }) => [principal.name, used, granted])).toEqual([
    ['ana', 0, 2],
    ['deploy', 1, 1],
  ]);
  expect(summarize(spec)[0]).not.toHaveProperty('lastUsed');
});

test('what a boundary or the organization keeps away is not granted', () => {
  const limited = {
    roles: [role('deploy', { inline, boundary: 'Limit' })],
    policies: [managedPolicy('Limit', allow(['s3:Get*', 'sqs:*', 'iam:*']))],
    advisor: { [deploy]: advised },
  };
  expect(services(limited)).toEqual([[3, ['iam', 'sqs']]]);
  const scp = (...documents: unknown[]) => ({ organization: { scp: [documents] } });
  expect(services({ ...limited, rest: scp(allow('*'), deny('iam:*')) })).toEqual([[2, ['sqs']]]);
  expect(services({ ...limited, rest: scp(allow(['s3:*', 'ec2:*'])) })).toEqual([[1, []]]);
  expect(services({ ...limited, rest: scp(allow('*'), deny('iam:DeleteRole')) })).toEqual([[3, ['iam', 'sqs']]]);
});

test('iam:PassRole is never recorded, so iam does not count when it is all there is', () => {
  const passing = {
    roles: [role('deploy', { inline: { p: allow('iam:PassRole') } })],
    advisor: { [deploy]: report({ iam: null }) },
  };
  expect(summarize(passing)).toEqual([]);
});

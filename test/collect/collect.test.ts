import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { readSnapshot, type SnapshotParts } from '../../src/account/snapshot.ts';
import { collectFrom, useTestCredentials } from './collect-from.ts';
import { accountId, largeAccount, sample } from './sample-account.ts';

beforeEach(useTestCredentials);

const whole = { bundleVersion: 1, accountId, collectedAt: '2026-02-01T00:00:00+00:00', ...sample, notCollected: [] };

test.each([
  ['encoded documents', {}],
  ['plain documents', { plainDocuments: true }],
  ['one entry a page', { pageSize: 1 }],
  ['a report and jobs that take their time', { reportStates: ['STARTED', 'INPROGRESS'], jobPolls: 2 }],
  ['throttling on the first call of each operation', { firstOfEach: { error: 'Throttling', status: 400 } }],
  ['a server error on the first call of each operation', { firstOfEach: { error: 'ServiceFailure', status: 500 } }],
  ['a reset connection on the first call of each operation', { firstOfEach: 'reset' as const }],
])('reads the whole account: %s', async (_name, faults) => {
  const { bundle, calls, requests, cancelled } = await collectFrom(sample, faults);
  expect(bundle).toEqual(whole);
  expect(calls).toBe(requests.length);
  expect(cancelled).toBe(false);
});

test('the bundle is JSON and survives it', async () => {
  const { bundle } = await collectFrom(sample);
  expect(JSON.parse(JSON.stringify(bundle))).toEqual(bundle);
});

test('the snapshot reader takes every part of it', async () => {
  const account = readSnapshot((await collectFrom(sample)).bundle as unknown as SnapshotParts);
  expect(account.id).toBe(accountId);
  expect(account.missing.size).toBe(0);
  const parts = Object.keys(sample).filter((part) => part !== 'authorizationDetails');
  expect([...account.facts].sort()).toEqual(
    parts.map((part) => part.replace('credentialReportCsv', 'credentialReport')).sort(),
  );
  expect(account.users.map(({ mfaDevices }) => mfaDevices?.length)).toEqual([1, 1, undefined]);
});

test('1,000 roles and 200 users take at most 30 calls', async () => {
  const { calls, bundle } = await collectFrom(largeAccount(200, 1000), {}, { accessAdvisor: 'none' });
  expect(calls).toBeLessThanOrEqual(30);
  expect(bundle.authorizationDetails['RoleDetailList']).toHaveLength(1000);
  expect(bundle.accessAdvisor).toBeUndefined();
  expect(bundle.notCollected).toEqual([
    { part: 'mfaDevices', permission: 'iam:ListMFADevices', reason: 'TooManyUsers' },
  ]);
});

test('3,000 roles in pages of 100', async () => {
  const state = largeAccount(3, 3000);
  const { bundle } = await collectFrom(state, { pageSize: 100 }, { accessAdvisor: 'none', mfaDevices: 'none' });
  expect(bundle.authorizationDetails).toEqual(state.authorizationDetails);
  expect(bundle.notCollected).toEqual([]);
});

test('an account without a password policy has null, not nothing', async () => {
  const { bundle } = await collectFrom({ ...sample, passwordPolicy: null });
  expect(bundle.passwordPolicy).toBeNull();
  expect(bundle.notCollected).toEqual([]);
});

test('actions are asked for when wanted, and never for service-linked roles and loose policies', async () => {
  const { requests } = await collectFrom(sample, {}, { accessAdvisor: 'actions' });
  const asked = requests.filter(({ operation }) => operation === 'GenerateServiceLastAccessedDetails');
  expect(new Set(asked.map(({ parameters }) => parameters['Granularity']))).toEqual(new Set(['ACTION_LEVEL']));
  expect(asked.map(({ parameters }) => parameters['Arn']).sort()).toEqual(Object.keys(sample.accessAdvisor));
});

test('MFA devices: nobody is asked for whom the report says no; all on demand', async () => {
  const names = async (mfaDevices: 'all' | 'auto' | 'none') =>
    (await collectFrom(sample, {}, { accessAdvisor: 'none', mfaDevices })).requests
      .filter(({ operation }) => operation === 'ListMFADevices')
      .map(({ parameters }) => parameters['UserName']);
  expect(await names('none')).toEqual([]);
  expect(await names('auto')).toEqual(['anna', 'ben,ny']);
  expect(await names('all')).toEqual(['anna', 'ben,ny', 'cleo']);
});

test('no more calls at a time than allowed', async () => {
  const { mostOpen } = await collectFrom(sample, { delay: 3 }, { concurrency: 2 });
  expect(mostOpen).toBe(2);
});

test('progress counts calls and pending jobs', async () => {
  const { progress, calls } = await collectFrom(sample);
  expect(Math.max(...progress.map(({ jobsPending }) => jobsPending))).toBe(6);
  expect(progress.at(-1)).toEqual({ calls, jobsPending: 0 });
});

test('Access Analyzer is read in the regions asked for', async () => {
  const { bundle } = await collectFrom(sample, {}, { analyzerRegions: ['eu-west-1', 'us-east-1'] });
  expect(bundle.accessAnalyzer).toEqual({ ...sample.accessAnalyzer, 'us-east-1': { analyzers: [], findings: {} } });
});

test('without a region, one of the partition', async () => {
  const { requests } = await collectFrom(sample, {}, { region: undefined as never, accessAdvisor: 'none' });
  expect(new Set(requests.map(({ region }) => region))).toEqual(new Set(['us-east-1']));
});

test('a role is assumed with its external id', async () => {
  const roleArn = `arn:aws:iam::${accountId}:role/auditor`;
  const { requests, bundle } = await collectFrom(sample, {}, { roleArn, externalId: 'x-1', accessAdvisor: 'none' });
  const assumed = requests.filter(({ operation }) => operation === 'AssumeRole');
  expect(assumed).toHaveLength(1);
  expect(assumed[0]?.parameters).toMatchObject({ RoleArn: roleArn, ExternalId: 'x-1', RoleSessionName: 'iam-audit' });
  expect(bundle.notCollected).toEqual([]);
});

test('a profile’s role with MFA asks for the code, once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'iam-audit-'));
  const roleArn = `arn:aws:iam::${accountId}:role/auditor`;
  const serial = `arn:aws:iam::${accountId}:mfa/anna`;
  const config = `[profile audit]\nrole_arn = ${roleArn}\nsource_profile = base\nmfa_serial = ${serial}\nregion = eu-west-1\n[profile base]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = example\n`;
  writeFileSync(join(folder, 'config'), config);
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
  vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
  const asked: string[] = [];
  const mfaCode = (serialNumber: string) => {
    asked.push(serialNumber);
    return Promise.resolve('123456');
  };
  const ran = await collectFrom(sample, {}, { profile: 'audit', mfaCode });
  expect(asked).toEqual([serial]);
  expect(ran.requests.find(({ operation }) => operation === 'AssumeRole')?.parameters).toMatchObject({
    RoleArn: roleArn,
    SerialNumber: serial,
    TokenCode: '123456',
  });
  expect(ran.bundle).toEqual(whole);
  rmSync(folder, { recursive: true });
});

test('without any ARN of the account its id comes from the credential report', async () => {
  const { bundle } = await collectFrom({ ...sample, authorizationDetails: {} }, {}, { accessAdvisor: 'none' });
  expect(bundle.accountId).toBe(accountId);
});

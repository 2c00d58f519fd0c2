import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readSnapshot } from '../../src/account/snapshot.ts';
import { loadSnapshotParts } from '../../src/cli/snapshot-files.ts';
import { InputError } from '../../src/errors.ts';
import { arnOf, bundle, group, report, role, user } from '../support/account.ts';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'iam-audit-'));
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

function write(name: string, content: unknown): void {
  const path = join(cwd, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content));
}

async function load(path: string) {
  const loaded = await loadSnapshotParts(path, cwd);
  return { loaded, account: readSnapshot(loaded.parts, loaded) };
}

const parts = bundle({
  users: [user('ana', { groups: ['dev'], row: { mfa_active: 'true' }, mfa: ['s'] })],
  groups: [group('dev')],
  roles: [role('deploy')],
  summary: { Users: 1 },
  passwordPolicy: null,
  advisor: { [arnOf('role', 'deploy')]: report({ s3: null }), [arnOf('user', 'ana')]: report({ sqs: '2026-10-01' }) },
  rest: {
    accountAliases: { AccountAliases: ['example'] },
    samlProviders: { SAMLProviderList: [] },
    proton: { environments: [] },
  },
});

/** The bundle as the documented directory. */
function writeDirectory(dir: string): void {
  const {
    authorizationDetails,
    credentialReportCsv,
    accountSummary,
    accessAdvisor,
    accountAliases,
    samlProviders,
    proton,
    mfaDevices,
  } = parts;
  write(`${dir}/account-authorization-details.json`, authorizationDetails);
  write(`${dir}/credential-report.csv`, credentialReportCsv);
  write(`${dir}/account-summary.json`, accountSummary);
  write(`${dir}/password-policy.json`, 'null\n');
  write(`${dir}/account-aliases.json`, accountAliases);
  write(`${dir}/saml-providers.json`, samlProviders);
  write(`${dir}/mfa-devices.json`, mfaDevices);
  write(`${dir}/proton.json`, proton);
  write(`${dir}/meta.json`, { accountId: parts['accountId'], collectedAt: parts['collectedAt'] });
  for (const [arn, one] of Object.entries(accessAdvisor as Record<string, object>))
    write(`${dir}/access-advisor/${encodeURIComponent(arn)}.json`, { Arn: arn, ...one });
}

describe('one file', () => {
  test('a bundle', async () => {
    write('saved/snapshot.json', parts);
    const { loaded, account } = await load('saved/snapshot.json');
    expect(loaded).toEqual({ parts, file: 'saved/snapshot.json', isSingleFile: true });
    expect(account).toMatchObject({ file: 'saved/snapshot.json', pointer: '', problems: [] });
    expect(account.roles[0]).toMatchObject({
      file: 'saved/snapshot.json',
      pointer: '/authorizationDetails/RoleDetailList/0',
    });
  });

  test('a bare get-account-authorization-details output', async () => {
    write('details.json', parts['authorizationDetails']);
    const { account } = await load('details.json');
    expect(account.roles[0]!.trust!.source).toMatchObject({
      file: 'details.json',
      pointer: '/RoleDetailList/0/AssumeRolePolicyDocument',
    });
    expect(account.id).toBe('111122223333');
  });

  test('with a byte order mark, UTF-8 or UTF-16', async () => {
    write('utf8.json', `\uFEFF${JSON.stringify(parts)}`);
    write('utf16.json', Buffer.from(`\uFEFF${JSON.stringify(parts)}`, 'utf16le'));
    expect((await load('utf8.json')).account.users).toHaveLength(1);
    expect((await load('utf16.json')).account.users).toHaveLength(1);
  });

  test('outside the working directory keeps its whole path', async () => {
    write('a/x.json', parts);
    mkdirSync(join(cwd, 'b'));
    expect((await loadSnapshotParts('../a/x.json', join(cwd, 'b'))).file).toBe(
      join(cwd, 'a/x.json').split('\\').join('/'),
    );
  });

  test.each([
    ['empty', '', 'x.json is empty'],
    ['blank', ' \n', 'x.json is empty'],
    ['not JSON', '{\n  "a": tru\n}', /^x\.json is no valid JSON \(line 2, column \d+\): expected a value$/],
    ['cut off', '{"a": [1, 2', /^x\.json is no valid JSON \(line 1, column \d+\): expected ',' or '\]'$/],
    ['no object', '[]', 'x.json is no snapshot: its top level is no JSON object'],
    ['binary', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 255), 'x.json is no UTF-8 text'],
    ['text with NUL', '{"a":"\0"}', 'x.json is no text: it has NUL characters'],
    ['nested deeply and broken', '['.repeat(200_000), 'x.json is nested too deeply (line 1, column 1001)'],
  ])('%s', async (_, content, message) => {
    write('x.json', content);
    const failure = loadSnapshotParts('x.json', cwd);
    await expect(failure).rejects.toThrow(InputError);
    await expect(failure).rejects.toThrow(message);
  });

  test('a missing one', async () => {
    await expect(loadSnapshotParts('none.json', cwd)).rejects.toThrow(
      new InputError('none.json: no such file or directory'),
    );
    write('x.json', parts);
    await expect(loadSnapshotParts('x.json/y', cwd)).rejects.toThrow(new InputError('x.json/y: not a directory'));
  });

  test('the error does not print what is in the file', async () => {
    write('x.json', '{"SecretAccessKey": "abcdefgh", oops}');
    await expect(loadSnapshotParts('x.json', cwd)).rejects.not.toThrow(/abcd|Secret/);
  });
});

describe('a directory', () => {
  test('is the same account as the bundle', async () => {
    writeDirectory('dir');
    const { loaded, account } = await load('dir');
    expect(loaded).toMatchObject({ file: 'dir', isSingleFile: false });
    const { bundleVersion, ...rest } = parts;
    expect(bundleVersion).toBe(1);
    expect(loaded.parts).toEqual({
      ...rest,
      accessAdvisor: Object.fromEntries(
        Object.entries(parts['accessAdvisor'] as Record<string, object>).map(([Arn, one]) => [Arn, { Arn, ...one }]),
      ),
    });
    expect(account.problems).toEqual([]);
    expect(account.passwordPolicy).toBeNull();
    expect(account.roles[0]!.lastAccessed?.services[0]?.namespace).toBe('s3');
    expect(account.users[0]).toMatchObject({
      file: 'dir/account-authorization-details.json',
      pointer: '/UserDetailList/0',
      credentials: { mfaActive: true },
    });
  });

  test('of plain AWS CLI outputs', async () => {
    write('get-account-authorization-details.json', parts['authorizationDetails']);
    write('get-credential-report.json', {
      Content: Buffer.from(parts['credentialReportCsv'] as string).toString('base64'),
      ReportFormat: 'text/csv',
    });
    write('get-account-password-policy.json', { PasswordPolicy: { MinimumPasswordLength: 8 } });
    write('list-virtual-mfa-devices.json', { VirtualMFADevices: [] });
    write('notes.txt', 'left alone');
    const { account } = await load('.');
    expect(account.file).toBe('.');
    expect([...account.facts].sort()).toEqual(['credentialReport', 'passwordPolicy', 'virtualMfaDevices']);
    expect(account.root.credentials?.mfaActive).toBe(true);
    expect(account.roles[0]!.file).toBe('get-account-authorization-details.json');
  });

  test('broken files cost their part only, and say why', async () => {
    writeDirectory('dir');
    write('dir/password-policy.json', '');
    write('dir/account-summary.json', '{');
    rmSync(join(cwd, 'dir/saml-providers.json'));
    write('dir/saml-providers.json/x', 'a directory in its place');
    write('dir/credential-report.json', { Content: 7 });
    rmSync(join(cwd, 'dir/credential-report.csv'));
    write('dir/meta.json', 'x');
    write('dir/access-advisor/broken.json', '{');
    const { account } = await load('dir');
    expect(Object.fromEntries(account.missing)).toEqual({
      passwordPolicy: 'passwordPolicy: password-policy.json is empty',
      accountSummary: expect.stringMatching(
        /^accountSummary: account-summary\.json is no valid JSON \(line 1/,
      ) as unknown,
      credentialReport: 'credentialReportCsv: credential-report.json has no text Content',
      samlProviders: 'samlProviders: saml-providers.json: is a directory',
    });
    expect(account.facts.has('passwordPolicy')).toBe(false);
    expect(account.roles[0]!.lastAccessed?.completed).toBe(true);
    expect(account.problems).toEqual([
      expect.stringMatching(/^meta: meta\.json is no valid JSON/),
      expect.stringMatching(/^accessAdvisor is not complete: access-advisor\/broken\.json is no valid JSON/),
    ]);
  });

  test('takes a report without Arn by its file name', async () => {
    write('account-authorization-details.json', parts['authorizationDetails']);
    write(`access-advisor/${encodeURIComponent(arnOf('role', 'deploy'))}.json`, report({ s3: null }));
    write('access-advisor/%zz.json', report({ s3: null }));
    const { account } = await load('.');
    expect(account.roles[0]!.lastAccessed?.services).toHaveLength(1);
    expect(account.problems).toEqual(['accessAdvisor is not complete: access-advisor/%zz.json has no Arn']);
  });

  test('without authorization details is an error, as is a broken one', async () => {
    write('dir/account-summary.json', { SummaryMap: {} });
    await expect(load('dir')).rejects.toThrow(
      new InputError('dir is no snapshot: it holds no account-authorization-details.json'),
    );
    write('dir/account-authorization-details.json', '{"UserDetailList": [}');
    await expect(load('dir')).rejects.toThrow(
      /^dir\/account-authorization-details\.json is no valid JSON \(line 1, column 21\): expected /,
    );
    write('dir/account-authorization-details.json', []);
    await expect(load('dir')).rejects.toThrow(new InputError('dir: authorizationDetails is no JSON object'));
  });
});

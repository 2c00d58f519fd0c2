import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/finding.ts';
import { allow, bundle, role, trust, user, type BundleSpec } from '../support/account.ts';
import { runCli } from '../support/run-cli.ts';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'iam-audit-diff-'));
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

const write = (name: string, spec: BundleSpec) => {
  writeFileSync(join(cwd, name), JSON.stringify(bundle(spec)));
};
const diff = async (before: BundleSpec, after: BundleSpec, ...flags: string[]) => {
  write('old.json', before);
  write('new.json', after);
  return await runCli(['diff', 'old.json', 'new.json', ...flags], { cwd });
};

interface Result {
  readonly version: number;
  readonly new: readonly Finding[];
  readonly fixed: readonly Finding[];
  readonly unchanged: number;
  readonly notComparable: readonly { readonly notJudgedIn: string; readonly finding: Finding }[];
  readonly changes: { readonly trusts: readonly { readonly name: string }[] };
}
const diffJson = async (before: BundleSpec, after: BundleSpec) => {
  const { code, stdout } = await diff(before, after, '--format', 'json');
  return { code, ...(JSON.parse(stdout) as Result) };
};

const closed: BundleSpec = { roles: [role('app')] };
const open: BundleSpec = { roles: [role('app', { trust: trust({ AWS: '*' }) })] };
const rootKey: BundleSpec = { rootRow: { access_key_1_active: 'true' } };
const ids = (findings: readonly Finding[]) => findings.map(({ ruleId }) => ruleId);

describe('diff', () => {
  it('finds nothing new between a snapshot and itself', async () => {
    const result = await diffJson(open, open);
    expect(result).toMatchObject({ version: 1, new: [], fixed: [], notComparable: [], code: 0 });
    expect(result.unchanged).toBeGreaterThan(0);
  });

  it('does not call fixed what a policy allows that now allows everything', async () => {
    const holding = (inline: unknown, more: object = {}): BundleSpec => ({
      users: [user('ana', { inline: { i: inline }, ...more })],
    });
    const wider = await diffJson(holding(allow('s3:GetObject')), holding(allow('*')));
    expect([ids(wider.new), ids(wider.fixed), wider.code]).toEqual([['inline-admin-policy'], [], 1]);
    expect(wider.notComparable).toMatchObject([{ notJudgedIn: 'new', finding: { ruleId: 'data-exfiltration' } }]);
    const narrower = await diffJson(holding(allow('*')), holding(allow('s3:GetObject')));
    expect([ids(narrower.new), ids(narrower.fixed)]).toEqual([[], ['inline-admin-policy']]);
    const gone = await diffJson(holding(allow('s3:GetObject')), holding(allow('s3:ListBucket', 'arn:aws:s3:::a')));
    expect([ids(gone.fixed), gone.notComparable]).toEqual([['data-exfiltration'], []]);
    const elsewhere = await diffJson(
      { users: [...holding(allow('s3:GetObject')).users!, user('bo')] },
      {
        users: [
          ...holding(allow('s3:ListBucket', 'arn:aws:s3:::a')).users!,
          user('bo', { inline: { all: allow('*') } }),
        ],
      },
    );
    expect(ids(elsewhere.fixed)).toContain('data-exfiltration');
  });

  it('ends with 1 for a new security finding, with 0 for a fixed one', async () => {
    const worse = await diffJson(closed, open);
    expect(worse.code).toBe(1);
    expect(ids(worse.new)).toContain('role-trust-allows-anyone');
    expect(worse.changes.trusts).toMatchObject([{ name: 'app' }]);
    const better = await diffJson(open, closed);
    expect(better.code).toBe(0);
    expect(ids(better.fixed)).toContain('role-trust-allows-anyone');
    expect((await diff(closed, open, '--fail-on', 'never')).code).toBe(0);
  });

  it('does not call a root key gone because the credential report is missing', async () => {
    const result = await diffJson(rootKey, {});
    expect(ids(result.fixed)).not.toContain('root-access-key-present');
    expect(
      result.notComparable.filter(({ notJudgedIn }) => notJudgedIn === 'new').map((one) => one.finding.ruleId),
    ).toContain('root-access-key-present');
    const { stdout } = await diff(rootKey, {});
    expect(stdout).toContain('Not judged in NEW');
  });

  it('does not hide a finding that only the new snapshot can tell', async () => {
    const result = await diffJson({}, rootKey);
    expect(result.code).toBe(1);
    expect(ids(result.new)).not.toContain('root-access-key-present');
  });

  it('takes a role that stays unused for unchanged, months later', async () => {
    const unused: BundleSpec = { roles: [role('app', { lastUsed: '2026-01-01' })] };
    const later = { ...unused, rest: { collectedAt: '2026-12-01T00:00:00Z' } };
    const result = await diffJson(unused, later);
    expect([...ids(result.new), ...ids(result.fixed)]).not.toContain('role-unused');
  });

  it('honours suppressions on both sides', async () => {
    writeFileSync(
      join(cwd, 'iam-audit.config.json'),
      JSON.stringify({ suppressions: [{ rules: ['role-trust-allows-anyone'], reason: 'a test' }] }),
    );
    const result = await diffJson(closed, open);
    expect(ids(result.new)).not.toContain('role-trust-allows-anyone');
  });

  it('lists changes in text and Markdown', async () => {
    const after: BundleSpec = { users: [user('bob', { inline: { more: allow('s3:GetObject') } })] };
    const { stdout } = await diff({ users: [user('ana')] }, after);
    expect(stdout).toContain('+ user bob');
    expect(stdout).toContain('- user ana');
    expect(stdout).toContain('+ user bob: inline policy more');
    expect((await diff({ users: [user('ana')] }, after, '--format', 'markdown')).stdout).toContain(
      '## iam-audit diff: ',
    );
  });

  it('keeps hostile names harmless in every format', async () => {
    const evil = '\u001b[31m\n::error::x ##[error]y |`@all';
    const after = { users: [user(evil, { inline: { [evil]: allow('*') }, attached: ['AdministratorAccess'] })] };
    for (const format of ['text', 'markdown', 'json']) {
      const { stdout } = await diff({}, after, '--format', format);
      expect(stdout).not.toContain('\u001b');
      expect(stdout).not.toMatch(/^\s*::/m);
      expect(stdout).not.toContain('##[error]');
    }
  });

  it('warns of snapshots of two accounts', async () => {
    const { stderr } = await diff({}, { rest: { accountId: '444455556666' } });
    expect(stderr).toContain('111122223333 and 444455556666');
  });

  it('ends with 2 for what is no snapshot, no file, or not two of them', async () => {
    write('old.json', {});
    writeFileSync(join(cwd, 'broken.json'), '{');
    expect((await runCli(['diff', 'old.json', 'broken.json'], { cwd })).code).toBe(2);
    expect((await runCli(['diff', 'old.json', 'none.json'], { cwd })).code).toBe(2);
    expect((await runCli(['diff', 'old.json'], { cwd })).code).toBe(2);
    expect((await runCli(['diff', 'old.json', 'old.json', 'old.json'], { cwd })).code).toBe(2);
  });
});

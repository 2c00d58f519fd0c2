import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { frameworkNames } from '../../src/cli/compliance.ts';
import { scan } from '../../src/cli/commands/scan.ts';
import checks from '../../src/data/account-checks.json' with { type: 'json' };
import data from '../../src/data/compliance.json' with { type: 'json' };
import { knownRules } from '../../src/known-rules.ts';
import type { Compliance } from '../../src/report/report.ts';
import { bundle, role, user, type BundleSpec } from '../support/account.ts';
import { runCli } from '../support/run-cli.ts';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'iam-audit-compliance-'));
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

const run = async (spec: BundleSpec, ...flags: string[]) => {
  writeFileSync(join(cwd, 'account.json'), JSON.stringify(bundle(spec)));
  return await runCli(['scan', '--snapshot', 'account.json', ...flags], { cwd });
};
interface Result {
  readonly findings: readonly { readonly ruleId: string }[];
  readonly compliance: Compliance & { readonly summary: Readonly<Record<string, number>> };
}
const judge = async (spec: BundleSpec, framework: string, ...flags: string[]) => {
  const { stdout } = await run(spec, '--compliance', framework, '--format', 'json', ...flags);
  const result = JSON.parse(stdout) as Result;
  const statusOf = (id: string) => result.compliance.requirements.find((one) => one.id === id)?.status;
  return { ...result, statusOf };
};

const strict = {
  MinimumPasswordLength: 14,
  RequireSymbols: true,
  RequireNumbers: true,
  RequireUppercaseCharacters: true,
  RequireLowercaseCharacters: true,
  ExpirePasswords: true,
  MaxPasswordAge: 90,
  PasswordReusePrevention: 24,
};

describe('scan --compliance', () => {
  it('tells pass, fail, not judged and not covered apart', async () => {
    const spec = { rootRow: { access_key_1_active: 'true' }, passwordPolicy: strict };
    const { statusOf, compliance } = await judge(spec, 'cis-3.0');
    expect(statusOf('1.4')).toBe('fail');
    expect(statusOf('1.8')).toBe('pass');
    expect(statusOf('1.19')).toBe('not-judged');
    expect(statusOf('1.1')).toBe('not-covered');
    expect(Object.values(compliance.summary).reduce((sum, count) => sum + count, 0)).toBe(22);
  });

  it('passes nothing in an account of which only the principals were read', async () => {
    const { compliance } = await judge({}, 'security-hub');
    const passed = compliance.requirements.filter(({ status }) => status === 'pass').flatMap(({ rules }) => rules);
    const blind = knownRules.filter(({ meta }) => (meta.needs ?? []).length > 0).map(({ meta }) => meta.id);
    expect(passed.filter((id) => blind.includes(id))).toEqual([]);
  });

  it('passes nothing about principals when some were left out', async () => {
    const rest = { notCollected: [{ part: 'authorizationDetails', reason: 'Throttling' }] };
    expect((await judge({ roles: [role('app')] }, 'cis-3.0')).statusOf('1.15')).toBe('pass');
    expect((await judge({ roles: [role('app')], rest }, 'cis-3.0')).statusOf('1.15')).toBe('not-judged');
  });

  it('does not let an unread part spoil a verdict that does not need it', async () => {
    const rest = { notCollected: [{ part: 'accessAnalyzer', reason: 'AccessDenied' }] };
    expect((await judge({ passwordPolicy: strict, rest }, 'cis-3.0')).statusOf('1.8')).toBe('pass');
  });

  it('fails the requirements on passwords where there is no password policy', async () => {
    const { statusOf } = await judge({ passwordPolicy: null }, 'cis-5.0');
    expect([statusOf('1.7'), statusOf('1.8')]).toEqual(['fail', 'fail']);
  });

  it('runs the rules of the framework only, also those that are off by default', async () => {
    const spec = { users: [user('ana')], roles: [role('app')] };
    const names = new Set((await judge(spec, 'security-hub')).findings.map(({ ruleId }) => ruleId));
    expect(names).toContain('user-untagged');
    for (const id of names)
      expect(knownRules.find(({ meta }) => meta.id === id)?.meta.references.securityHub ?? []).not.toEqual([]);
    expect((await judge(spec, 'cis-7.0')).findings.map(({ ruleId }) => ruleId)).not.toContain('user-untagged');
  });

  it('says of a rule that is turned off that it did not judge', async () => {
    const { statusOf } = await judge({ users: [user('ana')] }, 'security-hub', '--rule', 'user-untagged=off');
    expect(statusOf('IAM.25')).toBe('not-judged');
    const on = await judge({ users: [user('ana')] }, 'security-hub', '--rule', 'user-untagged=warning');
    expect(on.statusOf('IAM.25')).toBe('fail');
  });

  it('does not take a suppressed finding for a requirement met', async () => {
    writeFileSync(
      join(cwd, 'iam-audit.config.json'),
      JSON.stringify({ suppressions: [{ rules: ['root-access-key-present'], reason: 'a test' }] }),
    );
    const { statusOf, findings } = await judge({ rootRow: { access_key_1_active: 'true' } }, 'cis-7.0');
    expect(findings.map(({ ruleId }) => ruleId)).not.toContain('root-access-key-present');
    expect(statusOf('2.4')).toBe('fail');
  });

  it('prints the summary after the table and in Markdown', async () => {
    const { stdout } = await run({ passwordPolicy: strict }, '--compliance', 'cis-3.0');
    expect(stdout).toMatch(/^- 1\.8 +pass /m);
    expect(stdout).toMatch(/^- 1\.4 +not judged /m);
    const markdown = await run({ passwordPolicy: strict }, '--compliance', 'cis-3.0', '--format', 'markdown');
    expect(markdown.stdout).toContain('| `1.8` | pass |');
  });

  it('is silent without the flag, and refuses an unknown framework', async () => {
    const { stdout } = await run({}, '--format', 'json');
    expect(stdout).not.toContain('"compliance"');
    const unknown = await run({}, '--compliance', 'cis-9.9');
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('cis-3.0, cis-5.0, cis-7.0, security-hub');
  });
});

describe('the data', () => {
  it('offers each framework as a flag', () => {
    expect(scan.flags['compliance']?.choices).toEqual(frameworkNames);
  });

  it.each(Object.entries(data.frameworks))('%s: each requirement has a rule, or a reason why not', (_, framework) => {
    const outside = new Map<string, string>(Object.entries(framework.outside));
    for (const id of framework.requirements) {
      const answered = knownRules.some(({ meta }) =>
        (meta.references[framework.references as 'cis' | 'securityHub'] ?? []).includes(`${framework.prefix}${id}`),
      );
      const reason = Object.keys(checks.notDone).includes(outside.get(id) ?? '');
      expect([id, answered || reason]).toEqual([id, true]);
    }
  });
});

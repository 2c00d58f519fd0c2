/** What people give by mistake or in malice: each ends with a clear message and the right status. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';

const good = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*' }],
};
const bad = { ...good, Statement: [{ ...good.Statement[0], Effect: 'Permit' }] };

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'iam-audit-cli-'));
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

const write = (name: string, content: string | Uint8Array | object) => {
  const bytes =
    typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content, null, 2);
  writeFileSync(join(cwd, name), bytes);
};
const run = (...argv: string[]) => runCli(argv, { cwd });

describe('lint', () => {
  it('refuses a binary file that is named, and still reports the others', async () => {
    write('binary.json', new Uint8Array([0, 1, 2, 255]));
    write('bad.json', bad);
    const { code, stdout, stderr } = await run('lint', 'binary.json', 'bad.json', '--format', 'oneline');
    expect(code).toBe(2);
    expect(stderr).toContain('binary.json');
    expect(stdout).toContain('[invalid-effect]');
  });

  it('reports nesting of 10,000 levels as a finding', async () => {
    write('deep.json', `{"Version":"2012-10-17","Statement":${'['.repeat(10_000)}${']'.repeat(10_000)}}`);
    const { code, stdout } = await run('lint', 'deep.json', '--format', 'oneline');
    expect(code).toBe(1);
    expect(stdout).toContain('[json-syntax-error]');
  });

  it('judges a policy of 5 MB', async () => {
    const statement = good.Statement[0];
    write('big.json', {
      ...good,
      Statement: Array.from({ length: 30_000 }, (_, index) => ({
        Sid: `S${index}`,
        ...statement,
        Resource: `arn:aws:s3:::reports-${index}/*`,
      })),
    });
    const { code, stdout } = await run('lint', 'big.json', '--format', 'json', '--fail-on', 'error');
    const report = JSON.parse(stdout) as { findings: { ruleId: string }[]; summary: { policies: number } };
    expect(report.summary.policies).toBe(1);
    expect(report.findings.map(({ ruleId }) => ruleId)).toContain('policy-size-exceeds-identity-policy-quota');
    expect(code).toBe(0);
  });

  it('does not enter node_modules and .git, nor what the configuration ignores', async () => {
    for (const folder of ['node_modules/x', '.git', 'legacy', 'policies']) {
      mkdirSync(join(cwd, folder), { recursive: true });
      write(`${folder}/bad.json`, bad);
    }
    write('iam-audit.config.json', { ignore: ['legacy/**'] });
    const { stdout } = await run('lint', '.', '--format', 'oneline');
    expect(stdout).toContain('policies/bad.json');
    expect(stdout).not.toMatch(/node_modules|\.git|legacy/);
  });

  it('keeps escape sequences and workflow commands of names and values out of its output', async () => {
    const evil = '\u001b[31m::error::\n##[error]x';
    write('evil.json', { ...bad, Statement: [{ ...bad.Statement[0], Sid: evil, Effect: evil }] });
    const { stdout } = await run('lint', 'evil.json');
    expect(stdout).not.toContain('\u001b');
    expect(stdout).not.toMatch(/^\s*::/m);
    expect(stdout).not.toContain('##[error]');
  });

  it('fixes a file in place, keeps its layout, and finds nothing to fix the second time', async () => {
    const text =
      '{\r\n\t"Version": "2012-10-17",\r\n\t"Statement": {"Effect": "allow", "Action": ["s3:GetObject"], "Resource": "arn:aws:s3:::reports/*"}\r\n}\r\n';
    write('fix.json', text);
    await run('lint', '--fix', 'fix.json');
    const fixed = readFileSync(join(cwd, 'fix.json'), 'utf8');
    expect(fixed).toBe(text.replace('"allow"', '"Allow"'));
    await run('lint', '--fix', 'fix.json');
    expect(readFileSync(join(cwd, 'fix.json'), 'utf8')).toBe(fixed);
  });

  it('writes a baseline, and then reports only what is new', async () => {
    write('bad.json', bad);
    expect((await run('lint', '.', '--baseline', 'known.json', '--update-baseline')).code).toBe(0);
    expect((await run('lint', '.', '--baseline', 'known.json')).code).toBe(0);
    write('worse.json', bad);
    const { code, stdout } = await run('lint', '.', '--baseline', 'known.json', '--format', 'oneline');
    expect(code).toBe(1);
    expect(stdout).toContain('worse.json');
    expect(stdout).not.toContain('bad.json:');
  });

  it('writes several reports in one run, one of them on standard output', async () => {
    write('bad.json', bad);
    const { stdout } = await run('lint', 'bad.json', '--format', 'sarif=out.sarif', '--format', 'oneline');
    expect(stdout).toContain('[invalid-effect]');
    expect(JSON.parse(readFileSync(join(cwd, 'out.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect((await run('lint', 'bad.json', '--format', 'json', '--format', 'oneline')).code).toBe(2);
  });

  it('counts warnings against --max-warnings', async () => {
    write('warn.json', { Statement: good.Statement });
    expect((await run('lint', 'warn.json')).code).toBe(0);
    const { code, stderr } = await run('lint', 'warn.json', '--max-warnings', '0');
    expect(code).toBe(1);
    expect(stderr).toContain('1 warning');
    expect((await run('lint', 'warn.json', '--max-warnings', 'x')).code).toBe(2);
  });

  it('never shows a secret of a credentials file', async () => {
    const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
    write('keys.csv', `Access key ID,Secret access key\r\nAKIAIOSFODNN7EXAMPLE,${secret}\r\n`);
    for (const format of [
      'stylish',
      'json',
      'sarif',
      'markdown',
      'github',
      'csv',
      'junit',
      'html',
      'gitlab',
      'table',
      'oneline',
    ]) {
      const { code, stdout } = await run('lint', 'keys.csv', '--format', format);
      expect({ format, code }).toEqual({ format, code: 1 });
      expect(stdout).not.toContain(secret);
      expect(stdout).not.toContain('AKIAIOSFODNN7EXAMPLE');
      expect(stdout).toMatch(/credentials[- ]file/i);
    }
  });

  it('gives the same bytes twice', async () => {
    write('a.json', bad);
    write('b.json', bad);
    const first = await run('lint', '.', '--format', 'json');
    expect(await run('lint', '.', '--format', 'json')).toEqual(first);
  });
});

describe('scan', () => {
  it('reads a plain get-account-authorization-details output, and says what it lacks', async () => {
    write('details.json', { UserDetailList: [], GroupDetailList: [], RoleDetailList: [], Policies: [] });
    const { code, stdout } = await run('scan', '--snapshot', 'details.json', '--format', 'json');
    const report = JSON.parse(stdout) as { skipped: { ruleId?: string }[] };
    expect(code).toBe(0);
    expect(report.skipped.map(({ ruleId }) => ruleId)).toContain('root-access-key-present');
  });

  it('counts ages back from --now', async () => {
    const at = (now: string) =>
      run(
        'scan',
        '--snapshot',
        join(import.meta.dirname, '../../fixtures/demo/snapshot.json'),
        '--format',
        'json',
        '--now',
        now,
      );
    const rules = (stdout: string) =>
      (JSON.parse(stdout) as { findings: { ruleId: string }[] }).findings.map(({ ruleId }) => ruleId);
    expect(rules((await at('2026-11-01T00:00:00Z')).stdout)).toContain('role-unused');
    expect(rules((await at('2020-01-01T00:00:00Z')).stdout)).not.toContain('role-unused');
    expect((await at('yesterday')).code).toBe(2);
  });
});

it('describes every rule with all fields of the contract', async () => {
  const { code, stdout } = await run('rules', '--format', 'json');
  const rules = JSON.parse(stdout) as Readonly<Record<string, unknown>>[];
  expect(code).toBe(0);
  expect(rules.length).toBeGreaterThan(100);
  const kinds = {
    id: 'string', subject: 'string', severity: 'string', securitySeverity: 'number', summary: 'string', why: 'string',
    remedy: 'string', fixable: 'boolean', policyTypes: 'object', needs: 'object', references: 'object', docs: 'string',
    since: 'string',
  }; // prettier-ignore
  for (const rule of rules) {
    const found = Object.fromEntries(Object.keys(kinds).map((name) => [name, typeof rule[name]]));
    expect(found).toEqual(kinds);
    expect([rule['policyTypes'], rule['needs']].every(Array.isArray)).toBe(true);
    // What a rule on policies applies to is said, also when it is everything.
    if (rule['subject'] === 'policy') expect(rule['policyTypes']).not.toEqual([]);
  }
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
});

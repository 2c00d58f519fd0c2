/** SARIF under Microsoft's reference validator, with its own rules and those of GitHub Advanced Security. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import { sarif } from '../../src/report/sarif.ts';
import { runCli } from '../support/run-cli.ts';
import { accountFinding, escalation, finding, full, hostileTexts, reportOn, six } from '../report/sample.ts';

const isLinux = process.platform === 'linux' && process.arch === 'x64';
const style = { width: 80, color: false };
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'iam-audit-sarif-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/**
 * What the validator says of a log. Started without a shell, which would cut the argument at the `;`; its status is 0
 * with errors too, so its words decide.
 */
function validate(text: string): string {
  const program = createRequire(import.meta.url)('@microsoft/sarif-multitool-linux') as string;
  chmodSync(program, 0o755);
  const file = join(folder, 'report.sarif');
  writeFileSync(file, text);
  const { stdout, stderr, error } = spawnSync(
    program,
    ['validate', file, '--rule-kind', 'Sarif;Ghas', '--max-file-size-in-kb', '1000000'],
    {
      env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' },
      encoding: 'utf8',
    },
  );
  if (error) throw error;
  return stdout + stderr;
}

function complaints(report: Report): string[] {
  return complaintsOn(sarif(report, style));
}

function complaintsOn(text: string): string[] {
  const said = validate(text);
  expect(said).toContain('1 files scanned');
  return said.split('\n').filter((line) => /\b(?:error|warning|note|fail)\b/i.test(line));
}

/** Too much for 10 MB, however compressed. */
const noise = Array.from({ length: 60 }, (_, at) =>
  finding({ location: { file: 'x', pointer: randomBytes(250_000).toString('hex') }, fingerprint: `noise-${at}` }),
);
const manyNames = Array.from({ length: 40 }, (_, at) => `7.0/${at}`);
const ruleOf = ({ rules }: Report) => rules.get('invalid-action')!;

const hops = ['user alice', { from: 'role a', to: 'role b', actions: ['sts:AssumeRole'] }];

describe.skipIf(!isLinux)('SARIF Multitool, rules Sarif and Ghas (Linux on x64 only)', () => {
  it('objects to a log that GitHub would refuse', () => {
    const text = sarif(full, style).replaceAll('"locations"', '"places"');
    expect(validate(text)).toMatch(/error GH\d+.*locations/);
  });

  it.each<[string, Report]>([
    ['a report of everything', full],
    ['findings in files', reportOn(six.slice(0, 3))],
    ['an empty report', reportOn([])],
    ['an empty report that could not judge', reportOn([], { skipped: full.skipped })],
    [
      'account findings',
      reportOn([accountFinding(), accountFinding({ location: { file: 'snapshot.json', pointer: '/roles/0' } })]),
    ],
    [
      'a chain',
      reportOn([accountFinding({ ruleId: 'privilege-escalation', evidence: { path: { id: 'iam-001' }, hops } })]),
    ],
    ['a chain with its statements', reportOn([escalation])],
    ['what files suppress', reportOn([], { suppressed: [{ finding: finding(), reason: 'agreed', isInFile: true }] })],
    ['a report that was cut for its size', reportOn([...noise, ...six])],
    [
      'rules with more tags than GitHub takes',
      reportOn([finding()], {
        rules: new Map([['invalid-action', { ...ruleOf(full), references: { cis: manyNames } }]]),
      }),
    ],
    [
      'suppressed findings',
      reportOn([finding()], {
        suppressed: [
          { finding: finding(), reason: 'agreed' },
          { finding: accountFinding(), reason: '' },
        ],
      }),
    ],
    [
      'files outside the working directory',
      reportOn(
        ['/etc/x y.json', 'C:/x/ü.json', '../up.json', 'a:b.json'].map((file) =>
          finding({ location: { file, line: 1 } }),
        ),
      ),
    ],
    ['a rule the report does not know', reportOn([finding()], { rules: new Map() })],
    ['a message of a megabyte', reportOn([finding({ message: 'a '.repeat(500_000) })])],
  ])('has nothing against %s', (_, report) => {
    expect(complaints(report)).toEqual([]);
  });

  it.each([
    ['a scan of an account', 'demo', ['scan', '--snapshot', 'snapshot.json']],
    ['a lint of policies', 'policies', ['lint', '.']],
  ])('has nothing against %s', async (_, folderName, argv) => {
    const cwd = fileURLToPath(new URL(`../../fixtures/${folderName}`, import.meta.url));
    const { stdout } = await runCli([...argv, '--format', 'sarif', '--fail-on', 'never'], { cwd });
    expect(stdout).toContain('"ruleId"');
    expect(complaintsOn(stdout)).toEqual([]);
  });

  it('has nothing against hostile text', () => {
    const grantOf = (text: string) => ({ action: text, policy: text, arn: text, file: text, pointer: text, sid: text });
    const findings = hostileTexts.flatMap((text) => [
      finding({
        message: text,
        fingerprint: `f${text}`,
        location: { file: `x${text}`, line: 2, column: 3 },
        evidence: { hops: [text, { from: text, to: text, actions: [text], statements: [grantOf(text)] }] },
      }),
      accountFinding({
        message: text,
        resource: { type: 'AWS::IAM::Role', name: text, arn: text },
        related: [{ message: text, location: { file: `y${text}` } }],
        suggestions: [{ title: text, edits: [{ start: 0, end: 1, text }] }],
      }),
    ]);
    const skipped = hostileTexts.map((text) => ({ file: text, reason: text }));
    expect(
      complaints(reportOn(findings, { skipped, account: { id: hostileTexts[5]!, notCollected: hostileTexts } })),
    ).toEqual([]);
  });
});

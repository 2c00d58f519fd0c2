/** SARIF under Microsoft's reference validator, with its own rules and those of GitHub Advanced Security. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import { sarif } from '../../src/report/sarif.ts';
import { accountFinding, finding, full, hostileTexts, reportOn, six } from '../report/sample.ts';

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
  const { stdout, stderr, error } = spawnSync(program, ['validate', file, '--rule-kind', 'Sarif;Ghas'], {
    env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' },
    encoding: 'utf8',
  });
  if (error) throw error;
  return stdout + stderr;
}

function complaints(report: Report): string[] {
  const said = validate(sarif(report, style));
  expect(said).toContain('1 files scanned');
  return said.split('\n').filter((line) => /\b(?:error|warning|note|fail)\b/i.test(line));
}

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

  it('has nothing against hostile text', () => {
    const findings = hostileTexts.flatMap((text) => [
      finding({
        message: text,
        fingerprint: `f${text}`,
        location: { file: `x${text}`, line: 2, column: 3 },
        evidence: { hops: [text] },
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

import { describe, expect, it } from 'vitest';
import { tableReport } from '../../src/report/table.ts';
import { textWidth, wrap } from '../../src/report/text-width.ts';
import { accountFinding, full, finding, reportOn, six } from './sample.ts';

const wideNames = [
  accountFinding({ resource: { type: 'AWS::IAM::Role', name: '日本語の役割名前がとても長い'.repeat(3) } }),
  accountFinding({ message: 'e\u0301'.repeat(200) }),
  finding({ ruleId: 'x'.repeat(300), message: 'y'.repeat(300), location: { file: 'z/'.repeat(300) } }),
];

describe('table', () => {
  it.each([40, 80, 120, 200])('fits %i columns', (width) => {
    for (const findings of [six, wideNames, [], [...six, ...wideNames]]) {
      const text = tableReport({ ...full, findings }, { width, color: false });
      for (const line of text.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(width);
    }
  });

  it('takes 40 columns for less', () => {
    expect(tableReport(full, { width: 1, color: false })).toBe(tableReport(full, { width: 40, color: false }));
  });

  it.each([80, 120])('keeps rule ids whole at %i columns', (width) => {
    const ids = [
      'user-access-key-never-used-with-password',
      'customer-policy-privilege-escalation',
      'proton-service-role-overly-broad',
    ];
    const text = tableReport(reportOn(ids.map((ruleId) => accountFinding({ ruleId }))), { width, color: false });
    for (const id of ids) expect(text).toContain(id);
  });

  it('shows the worst first', () => {
    const text = tableReport(full, { width: 120, color: false });
    const order = [
      'invalid-action',
      'root-access-key-present',
      'role-trust-allows-anyone',
      'policy-service-wildcard',
      'missing-version',
      'role-unused',
    ];
    const places = order.map((id) => text.indexOf(id));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('names the account, the counts, and what was not judged', () => {
    const text = tableReport(full, { width: 120, color: false });
    expect(text).toMatch(/^Account 111122223333 \(example\), collected 2026-09-30T08:00:00Z\n/);
    expect(text).toContain(
      '1 error, 3 security, 1 warning, 1 suggestion in 2 files, 1 role, 3 policies, 1 suppressed\n',
    );
    expect(text).toContain('- not collected: access advisor of role deploy\n');
  });

  it('draws no table without findings', () => {
    expect(tableReport(reportOn([]), { width: 80, color: false })).toBe('No findings in 2 files, 1 role, 3 policies\n');
  });
});

describe('wrap', () => {
  it('breaks at blanks, else behind a slash or dash, else anywhere', () => {
    expect(wrap('one two three', 8)).toEqual(['one two', 'three']);
    expect(wrap('policies/deploy.json:7', 18)).toEqual(['policies/', 'deploy.json:7']);
    expect(wrap('abcdef', 4)).toEqual(['abcd', 'ef']);
    expect(wrap('日本語', 4)).toEqual(['日本', '語']);
  });

  it('loses nothing and ends, also for columns too narrow for a character', () => {
    for (const columns of [1, 2, 3, 7])
      expect(wrap('日本/語 e\u0301😀 abc', columns).join('').replaceAll(' ', '')).toBe('日本/語e\u0301😀abc');
  });
});

import { describe, expect, it } from 'vitest';
import { excerptOf } from '../../src/report/source-excerpt.ts';
import { stylish } from '../../src/report/stylish.ts';
import { textWidth } from '../../src/report/text-width.ts';
import { accountFinding, deployPolicy, finding, full, reportOn, six } from './sample.ts';

const style = { width: 80, color: false };

/** The columns that the underline marks, as text of the shown line; the samples are of width 1 there. */
function underlined(line: string, token: string, columns = 70): string | undefined {
  const column = line.indexOf(token) + 1;
  const at = { line: 1, column, endLine: 1, endColumn: column + token.length };
  const excerpt = excerptOf(line, at, columns);
  if (!excerpt) return undefined;
  const { text, underline } = excerpt;
  const start = underline.indexOf('^');
  // Character by character, since columns are not UTF-16 units.
  let width = 0;
  let marked = '';
  for (const char of text) {
    if (width >= start && width < underline.length) marked += char;
    width += textWidth(char);
  }
  expect(textWidth(text)).toBeLessThanOrEqual(columns);
  return marked;
}

describe('excerpt', () => {
  it.each([
    ['  "s3:GetObjct",', '"s3:GetObjct"'],
    ['\t\t"iam:*", "a:b"', '"a:b"'],
    ['{"日本語": "s3:x"}', '"s3:x"'],
    ['{"e\u0301e\u0301": "s3:x"}', '"s3:x"'],
    ['{"😀": "s3:x"}', '"s3:x"'],
    ['{"a\u202eb\u200b": "s3:x"}', '"s3:x"'],
    ['x\r', 'x'],
    ['{"k": "日本"}', '"日本"'],
  ])('underlines in %j just %j', (line, token) => {
    expect(underlined(line, token)).toBe(token);
  });

  it.each([40, 70, 120])('cuts a line of megabytes around the token at %i columns', (columns) => {
    const line = `{${'"Action":"s3:Get日",'.repeat(100_000)}"Bad":1,${'"x":"y",'.repeat(100_000)}}`;
    const marked = underlined(line, '"Bad"', columns);
    expect(marked).toBe('"Bad"');
    expect(excerptOf(line, { line: 1, column: line.indexOf('"Bad"') + 1 }, columns)?.text).toMatch(/^….*…$/);
  });

  it('cuts a token that is wider than the terminal', () => {
    const excerpt = excerptOf(`  "${'a'.repeat(300)}"`, { line: 1, column: 3, endLine: 1, endColumn: 305 }, 50);
    expect(excerpt?.text).toMatch(/^ {2}"a+…$/);
    expect(excerpt?.underline.length).toBeLessThanOrEqual(50);
  });

  it('marks to the end of the line what ends on a later one, and the end for a column beyond it', () => {
    expect(excerptOf('{ "a": [', { line: 1, column: 8, endLine: 3, endColumn: 2 }, 50)?.underline).toBe('       ^');
    expect(excerptOf('abc', { line: 1, column: 90 }, 50)).toEqual({ text: 'abc', underline: '   ^' });
    expect(excerptOf('abc', { line: 1 }, 50)).toBeUndefined();
  });
});

describe('stylish', () => {
  it('shows place, severity, message, rule, line, underline, and the fix', () => {
    const text = stylish(reportOn([six[0]!]), style);
    expect(text).toContain(`policies/deploy.json:7:25: error: ${six[0]!.message} [invalid-action]\n`);
    expect(text).toContain(`   7 | ${deployPolicy[6]}\n     |                         ^~~~~~~~~~~~~\n`);
    expect(text).toContain('= fix: iam-audit lint --fix');
    expect(text).toMatch(/\n1 error in 2 files, 1 role, 3 policies, 1 fixable with --fix\n$/);
  });

  it('gives a remedy once a rule', () => {
    const text = stylish(reportOn([finding(), finding({ fingerprint: 'b' })]), style);
    expect(text.match(/= help:/g)).toHaveLength(1);
  });

  it('groups what has no line by its resource', () => {
    const text = stylish(full, style);
    expect(text.match(/^role deploy \(arn:aws:iam::111122223333:role\/deploy\)$/gm)).toHaveLength(1);
    expect(text).toMatch(/^root \(arn:aws:iam::111122223333:root\)\n {2}security: The root user/m);
  });

  it('says what was not judged also when nothing was found', () => {
    const text = stylish(
      reportOn([], { skipped: [{ ruleId: 'root-mfa-missing', reason: 'no credential report' }] }),
      style,
    );
    expect(text).toBe(
      'Not judged:\n  - root-mfa-missing: no credential report\n\nNo findings in 2 files, 1 role, 3 policies\n',
    );
  });

  it('never quotes a file that holds credentials, nor a secret in another', () => {
    const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
    const withSecret = { sourceLine: () => `AKIAIOSFODNN7EXAMPLE,${secret}` };
    const at = { file: 'key.csv', line: 1, column: 1, endLine: 1, endColumn: 5 };
    const quoted = stylish(reportOn([finding({ location: at })], withSecret), style);
    expect(quoted).toContain('****MPLE');
    expect(quoted).not.toContain(secret);
    const file = stylish(
      reportOn([finding({ ruleId: 'credentials-file', location: at }), finding({ location: at })], withSecret),
      style,
    );
    expect(file).not.toContain('MPLE');
  });

  it('condenses many skipped items by reason and counts what it leaves out', () => {
    const skipped = Array.from({ length: 40 }, (_, at) => ({
      ruleId: `rule-${at}`,
      reason: at < 20 ? 'no report' : `reason ${at}`,
    }));
    const text = stylish(reportOn([], { skipped }), style);
    expect(text).toContain('- rule-0, rule-1, rule-2, rule-3, rule-4 and 15 more: no report\n');
    expect(text).toContain('- and 11 more for 11 other reasons; format json lists all\n');
    expect(text.split('\n').length).toBeLessThan(20);
  });

  it('writes a finding without any place', () => {
    const bare = accountFinding({ location: {} });
    delete (bare as { resource?: unknown }).resource;
    expect(stylish(reportOn([bare]), style)).toMatch(/^account: security: Anyone/);
  });
});

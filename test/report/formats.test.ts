/** What holds for every format. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/finding.ts';
import { formatNames, loadReporter } from '../../src/report/index.ts';
import type { Report } from '../../src/report/report.ts';
import { accountFinding, finding, full, hostileTexts, reportOn, six } from './sample.ts';

const style = { width: 80, color: false };
const data = new Set(['json', 'sarif', 'gitlab', 'csv', 'junit']);

function hostileFindings(text: string): readonly Finding[] {
  const shared = {
    message: text,
    ruleId: text,
    fingerprint: text,
    evidence: { fact: text, hops: [text, { to: text }] },
  };
  const file = text === '' ? 'x' : text;
  return [
    finding({ ...shared, location: { file, line: 1, column: 2, endLine: 1, endColumn: 4, pointer: `/${text}` } }),
    finding({ ...shared, severity: 'suggestion', location: { file } }),
    accountFinding({
      ...shared,
      severity: 'warning',
      resource: { type: `AWS::IAM::${text}`, name: text, arn: text },
      related: [{ message: text, location: { file, line: 1, column: 1 } }],
      suggestions: [{ title: text, edits: [{ start: 0, end: 1, text }] }],
    }),
  ];
}

function hostileReport(text: string): Report {
  return reportOn(hostileFindings(text), {
    account: {
      id: text,
      alias: text,
      collectedAt: text,
      notCollected: [text],
      collected: [text],
      root: { lastUsed: text },
    },
    access: [{ principal: { type: text, name: text, arn: text }, granted: 2, used: 1, unused: [text], lastUsed: text }],
    skipped: [{ ruleId: text, file: text, reason: text }],
    suppressed: [{ finding: finding({ message: text }), reason: text }],
    policies: [{ file: text, policyType: 'identity', pointer: text, resource: { type: text, name: text } }],
    sourceLine: () => text,
  });
}

it('knows the formats and refuses others', async () => {
  expect(formatNames).toEqual([
    'stylish',
    'table',
    'json',
    'sarif',
    'junit',
    'github',
    'markdown',
    'html',
    'csv',
    'oneline',
    'gitlab',
  ]);
  await expect(loadReporter('__proto__')).rejects.toThrow('Unknown format "__proto__"');
});

describe.each(formatNames)('%s', (name) => {
  it('gives the same bytes for the same report, and ends with a newline', async () => {
    const report = await loadReporter(name);
    const text = report(full, style);
    expect(report(full, style)).toBe(text);
    expect(text).toMatch(/\n$/);
  });

  it('names every rule found, and in what is not for machines what was not judged', async () => {
    const text = (await loadReporter(name))(full, style);
    for (const { ruleId } of six) expect(text).toContain(ruleId);
    if (!['csv', 'gitlab'].includes(name)) expect(text).toContain('no credential report');
  });

  it('takes a report without findings', async () => {
    const text = (await loadReporter(name))(reportOn([], { policies: [] }), style);
    expect(text).not.toContain('undefined');
  });

  it.each(hostileTexts)('shows %j and does nothing else with it', async (text) => {
    const shown = (await loadReporter(name))(hostileReport(text), style);
    expect(shown.replaceAll('\r\n', '\n')).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
    expect(shown).not.toMatch(/##[a-z]*\[/i);
    if (name === 'github')
      for (const line of shown.split('\n')) expect(line).toMatch(/^(?!\s*::)|^::(error|warning|notice) [^:]*::/);
    else expect(shown).not.toMatch(/^\s*::/m);
  });

  it('copes with any text at all', async () => {
    const report = await loadReporter(name);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.integer({ min: 1, max: 200 }), (text, width) => {
        const shown = report(hostileReport(text), { width, color: false });
        expect(shown).not.toMatch(/##[a-z]*\[/i);
        expect(shown.replaceAll('\r\n', '\n')).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u);
      }),
      { numRuns: 40 },
    );
  });

  it('shows no access key id', async () => {
    const text = (await loadReporter(name))(hostileReport('key AKIAIOSFODNN7EXAMPLE'), style);
    expect(text).not.toContain('AKIAIOSFODNN7');
  });

  it('takes a message of a megabyte in little time and, except in JSON, little space', async () => {
    const report = await loadReporter(name);
    const started = performance.now();
    const text = report(
      reportOn([finding({ message: 'a/'.repeat(500_000) })], { sourceLine: () => 'x'.repeat(5_000_000) }),
      style,
    );
    expect(performance.now() - started).toBeLessThan(2000);
    if (name !== 'json') expect(text.length).toBeLessThan(20_000);
  });

  it('takes thousands of findings in bearable time', async () => {
    const many = Array.from({ length: 3000 }, (_, at) => finding({ fingerprint: `f${at}` }));
    const report = await loadReporter(name);
    const started = performance.now();
    report(reportOn(many), style);
    expect(performance.now() - started).toBeLessThan(8000);
  });

  it('uses colours only when asked', async () => {
    const report = await loadReporter(name);
    expect(report(full, style)).not.toContain('\u001b');
    expect(report(full, { width: 80, color: true }).includes('\u001b[')).toBe(['stylish', 'table'].includes(name));
  });

  it('breaks up commands in what is read as text, keeps values in what is parsed', async () => {
    const text = (await loadReporter(name))(hostileReport('##[error]x'), style);
    if (data.has(name) && name !== 'csv' && name !== 'junit')
      expect(JSON.stringify(JSON.parse(text))).toContain(name === 'gitlab' ? '# #[error]x' : '##[error]x');
    else expect(text).toContain('# #[error]x');
  });
});

/** The policy around a finding of an account. */
import { describe, expect, it } from 'vitest';
import { policyMarkup } from '../../src/report/html-policy.ts';
import { html } from '../../src/report/html.ts';
import { toText } from '../../src/report/html-text.ts';
import type { PolicyExcerpt } from '../../src/report/report.ts';
import { accountFinding, finding, reportOn } from './sample.ts';

function policy(actions: number, statements = 1): string {
  const Action = Array.from({ length: actions }, (_, at) => `s3:Action${at}`);
  const Statement = Array.from({ length: statements }, (_, at) => ({ Sid: `S${at}`, Effect: 'Allow', Action }));
  return JSON.stringify({ Version: '2012-10-17', Statement }, null, 2);
}

function range(text: string, part: string): readonly [number, number] {
  const start = text.indexOf(part);
  expect(start).toBeGreaterThan(-1);
  return [start, start + part.length];
}

/** The lines as shown, those of the statement with a bar and the marked part in brackets. */
function shown(excerpt: PolicyExcerpt): string[] {
  const rows = toText(policyMarkup(excerpt)).matchAll(/<span class="row([^"]*)">(.*?)<\/span>(?=\n|<\/code>)/gs);
  return [...rows].map(([, kind = '', text = '']) =>
    ((kind.includes('inside') ? '|' : '') + text)
      .replace(/<\/?mark>/g, (tag) => (tag === '<mark>' ? '[' : ']'))
      .replaceAll('&#34;', '"'),
  );
}

describe('a policy', () => {
  it('is shown whole when it is short, its statement and value marked', () => {
    const text = policy(2);
    const statement = range(text, text.slice(text.indexOf('    {') + 4, text.indexOf('  ]\n}') - 1));
    const rows = shown({ text, statement, value: range(text, '"s3:Action1"') });
    expect(rows).toEqual([
      '{',
      '  "Version": "2012-10-17",',
      '  "Statement": [',
      '|    {',
      '|      "Sid": "S0",',
      '|      "Effect": "Allow",',
      '|      "Action": [',
      '|        "s3:Action0",',
      '|        ["s3:Action1"]',
      '|      ]',
      '|    }',
      '  ]',
      '}',
    ]);
  });

  it('is shown by its statement when it is long', () => {
    const text = policy(2, 5);
    const start = text.indexOf('    {', text.indexOf('S1')) + 4;
    const rows = shown({ text, statement: [start, text.indexOf('    }', start) + 5] });
    expect(rows[0]).toBe('… 19 lines');
    expect(rows[2]).toBe('|      "Sid": "S2",');
    expect(rows.at(-1)).toBe('… 18 lines');
    expect(rows.filter((row) => row.startsWith('|'))).toHaveLength(8);
  });

  it('is shown around the marked part when the statement is long as well', () => {
    const text = policy(500);
    const start = text.indexOf('    {') + 4;
    const rows = shown({
      text,
      statement: [start, text.lastIndexOf('}', text.length - 2) + 1],
      value: range(text, '"s3:Action300"'),
    });
    expect(rows.length).toBeLessThan(20);
    expect(rows).toContain('|        ["s3:Action300"],');
    expect(rows[1]).toBe('|    {');
    expect(rows.at(-2)).toBe('|    }');
    expect(rows.filter((row) => /^… \d+ lines$/.test(row))).toHaveLength(4);
  });

  it('marks every line of a long list, and shows some of them', () => {
    const text = policy(500);
    const start = text.indexOf('    {') + 4;
    const rows = shown({
      text,
      statement: [start, text.length - 6],
      value: range(text, text.slice(text.indexOf('[', start), text.indexOf(']') + 1)),
    });
    expect(rows.length).toBeLessThan(30);
    expect(rows).toContain('|        ["s3:Action0",]');
  });

  it('hides keys, and shortens endless lines', () => {
    const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
    const text = JSON.stringify({ Id: `AKIAIOSFODNN7EXAMPLE ${secret}`, Sid: 'x'.repeat(50_000) }, null, 2);
    const markup = toText(policyMarkup({ text }));
    expect(markup).not.toContain(secret);
    expect(markup).not.toContain('AKIAIOSFODNN7');
    expect(markup.length).toBeLessThan(2000);
  });
});

describe('the page', () => {
  const excerptOf = () => ({ text: '{ "Version": "2012-10-17" }' });

  it('quotes the policy of a finding of the account', () => {
    expect(html(reportOn([accountFinding()], { excerptOf }), { width: 80, color: false })).toContain(
      '<pre class="source policy">',
    );
  });

  it('quotes the policies of fifty findings of a rule, and says so', () => {
    const show = (count: number) =>
      html(
        reportOn(
          Array.from({ length: count }, () => accountFinding()),
          { excerptOf },
        ),
        { width: 80, color: false },
      );
    expect(show(51).match(/<pre class="source policy">/g)).toHaveLength(50);
    expect(show(51)).toContain('The policies of the first 50 are written out.');
    expect(show(50)).not.toContain('written out');
  });

  it('quotes no policy of a file of credentials', () => {
    const secret = finding({ ruleId: 'credentials-file', location: { file: 'keys.csv' } });
    const page = html(reportOn([secret], { excerptOf }), { width: 80, color: false });
    expect(page).not.toContain('<pre class="source policy">');
  });
});

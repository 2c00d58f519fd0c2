import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { onelineOf } from '../../src/report/oneline.ts';
import { severities, type Finding } from '../../src/finding.ts';

interface Matcher {
  readonly severity: string;
  readonly pattern: readonly { readonly regexp: string }[];
}

const { problemMatcher } = JSON.parse(readFileSync(new URL('../../problem-matcher.json', import.meta.url), 'utf8')) as {
  problemMatcher: readonly Matcher[];
};

const finding = (severity: Finding['severity']): Finding => ({
  ruleId: 'invalid-effect',
  messageId: 'unknown',
  message: 'Effect "x: y" [z] does not exist.',
  severity,
  location: { file: 'a b/x.json', line: 3, column: 17 },
  fingerprint: '0',
});

describe('problem-matcher.json', () => {
  it.each(severities.map((one) => [one]))('takes the parts of a line of --format oneline: %s', (severity) => {
    const matches = problemMatcher.flatMap(({ severity: level, pattern }) => {
      const match = new RegExp(pattern[0]!.regexp).exec(onelineOf(finding(severity)));
      return match ? [[level, ...match.slice(1)]] : [];
    });
    const level = ['error', 'security'].includes(severity) ? 'error' : 'warning';
    expect(matches).toEqual([[level, 'a b/x.json', '3', '17', 'Effect "x: y" [z] does not exist.', 'invalid-effect']]);
  });

  it('takes no other line', () => {
    for (const { pattern } of problemMatcher) {
      expect(new RegExp(pattern[0]!.regexp).test('not judged: x.json: is binary')).toBe(false);
    }
  });
});

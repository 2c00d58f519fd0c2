import fc from 'fast-check';
import { expect, it } from 'vitest';
import { unifiedDiff } from '../../src/report/unified-diff.ts';

it('shows what changes, with three lines around it', () => {
  const before = Array.from({ length: 12 }, (_, at) => `line ${at}\n`).join('');
  expect(unifiedDiff(before, before.replace('line 5\n', ''), 'x')).toBe(
    '--- a/x\n+++ b/x\n@@ -3,7 +3,6 @@\n line 2\n line 3\n line 4\n-line 5\n line 6\n line 7\n line 8\n',
  );
  expect(unifiedDiff('a\n', undefined, 'x')).toBe('--- a/x\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-a\n');
  expect(unifiedDiff('a\n', 'a\n', 'x')).toBe('');
});

/** What `patch` does. */
function apply(text: readonly string[], diff: string): readonly string[] {
  const out: string[] = [];
  let at = 0;
  for (const line of diff.split('\n').slice(2, -1)) {
    const [, start, length] = /^@@ -(\d+),(\d+) /.exec(line) ?? [];
    if (start !== undefined) while (at < Number(start) - (length === '0' ? 0 : 1)) out.push(text[at++] ?? '');
    else if (line.startsWith('+')) out.push(line.slice(1));
    else {
      expect(text[at]).toBe(line.slice(1));
      if (line.startsWith(' ')) out.push(text[at] ?? '');
      at++;
    }
  }
  return [...out, ...text.slice(at)];
}

const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 });
const textOf = (list: readonly string[]): string => list.map((line) => `${line}\n`).join('');

it('leads from the one text to the other', () => {
  fc.assert(
    fc.property(lines, lines, (a, b) => {
      const diff = unifiedDiff(textOf(a), textOf(b), 'x');
      expect(diff === '' ? a : apply(a, diff)).toEqual(b);
    }),
    { numRuns: 500 },
  );
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compactNames } from '../../src/suggest/compact.ts';

it('finds prefixes that stand for what is kept and nothing else', () => {
  const kept = ['GetObject', 'GetObjectAcl', 'GetObjectTagging', 'ListBucket', 'PutObject'];
  expect(compactNames(kept, ['DeleteBucket', 'GetBucketAcl', 'PutObjectAcl'])).toEqual([
    'GetObject*',
    'ListBucket',
    'PutObject',
  ]);
  expect(compactNames(['A', 'AB'], ['ABC'])).toEqual(['A', 'AB']);
  expect(compactNames([], ['A'])).toEqual([]);
});

it('uses no pattern that is refused', () => {
  expect(compactNames(['GetX', 'GetY'], ['PutX'], () => false)).toEqual(['GetX', 'GetY']);
});

const name = fc.string({ unit: fc.constantFrom('a', 'b', 'C'), minLength: 1, maxLength: 5 });
const covers = (pattern: string, text: string): boolean =>
  pattern.endsWith('*')
    ? text.toLowerCase().startsWith(pattern.slice(0, -1).toLowerCase())
    : text.toLowerCase() === pattern.toLowerCase();

/** The shortest list there is, by trying all. */
function fewest(kept: readonly string[], dropped: readonly string[]): number {
  const candidates = kept.flatMap((one) => [
    one,
    ...Array.from({ length: one.length + 1 }, (_, at) => `${one.slice(0, at)}*`),
  ]);
  const good = [...new Set(candidates.map((one) => one.toLowerCase()))].filter(
    (one) => !dropped.some((other) => covers(one, other)),
  );
  const sets = [
    ...new Set(good.map((one) => kept.reduce((bits, each, at) => (covers(one, each) ? bits | (1 << at) : bits), 0))),
  ];
  const all = (1 << kept.length) - 1;
  let reached = new Set([0]);
  for (let count = 0; ; count++) {
    if (reached.has(all)) return count;
    reached = new Set([...reached].flatMap((bits) => sets.map((more) => bits | more)));
  }
}

it('is exact and fewest', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(name, { maxLength: 6, selector: (one) => one.toLowerCase() }),
      fc.array(name, { maxLength: 6 }),
      (kept, others) => {
        const dropped = others.filter((one) => !kept.some((each) => each.toLowerCase() === one.toLowerCase()));
        const patterns = compactNames(kept, dropped);
        for (const one of kept) expect(patterns.some((pattern) => covers(pattern, one))).toBe(true);
        for (const one of dropped) expect(patterns.some((pattern) => covers(pattern, one))).toBe(false);
        if (dropped.length > 0) expect(patterns.length).toBe(fewest(kept, dropped));
      },
    ),
    { numRuns: 300 },
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashBits, isSame, listBits } from '../../../src/escalation/graph/bits.ts';
import { makeSpace } from '../../../src/escalation/graph/space.ts';
import { matchesGlob, resourceGlob } from '../../../src/semantics/glob.ts';

const arn = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;
const names = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-', '\u{1f600}'), maxLength: 8 }), {
  maxLength: 12,
});
const pattern = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-', '*', '?', '\u{1f600}'), maxLength: 10 });

describe('a space', () => {
  it('finds by a pattern just what the pattern matches', () => {
    fc.assert(
      fc.property(names, pattern, (list, text) => {
        const arns = list.map(arn);
        const glob = resourceGlob(arn(text), false);
        const expected = [...new Set(arns)].filter((one) => matchesGlob(glob, one, () => undefined)).sort();
        const found = listBits(makeSpace('role', arns).matching(glob)).map((at) => arns[at] ?? '');
        expect([...new Set(found)].sort()).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('has one object for equal sets, and another for others', () => {
    const space = makeSpace('role', ['a', 'ab', 'b'].map(arn));
    const find = (text: string) => space.find(resourceGlob(arn(text), false));
    const [one, same, other] = [find('a*'), find('a*'), find('*b')];
    expect(one).not.toBe(same);
    expect(isSame(one, same) && hashBits(one) === hashBits(same)).toBe(true);
    expect(space.share({ yes: one, maybe: one })).toBe(space.share({ yes: same, maybe: same }));
    expect(space.share({ yes: one, maybe: one })).not.toBe(space.share({ yes: other, maybe: one }));
  });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compilePattern, covers, type Pattern } from '../../src/policy/pattern.ts';
import { findCovered, type Coverage } from '../../src/semantics/redundancy.ts';

const coverage: Coverage<Pattern> = {
  spell: (text) => text,
  compile: (text) => compilePattern(text),
  isPattern: ({ hasWildcard }) => hasWildcard,
  covers,
};

const text = fc
  .array(fc.constantFrom('arn:', 'aws', ':', 's3:', 'ec2:', 'Get', 'x', '*', '?'), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(''));

it('finds each member that another one covers, and no other, whatever the members begin with', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 8 }), (texts) => {
      const members = texts.map((one) => ({ text: one }));
      const found = new Set(findCovered(members, coverage)?.map(({ member }) => member));
      const kept = members.filter((member) => !found.has(member));
      const isCovered = (inner: string, outer: string): boolean => covers(compilePattern(outer), compilePattern(inner));
      for (const one of found) expect(kept.some((other) => isCovered(one.text, other.text))).toBe(true);
      for (const one of kept)
        expect(kept.some((other) => other !== one && isCovered(one.text, other.text))).toBe(false);
    }),
    { numRuns: 1500 },
  );
});

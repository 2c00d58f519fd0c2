import { describe, expect, it } from 'vitest';
import { anyMany, anyOne, manyInPart, oneInPart, tokensIntersect } from '../../src/policy/glob.ts';

const colon = 58;
const symbols = [97, colon, anyOne, anyMany, oneInPart, manyInPart];

/** The definition, exponential: for small texts only. */
function matchNaively(tokens: readonly number[], text: readonly number[]): boolean {
  const [token, ...rest] = tokens;
  if (token === undefined) return text.length === 0;
  const isMany = token === anyMany || token === manyInPart;
  if (isMany && matchNaively(rest, text)) return true;
  const [char, ...tail] = text;
  if (char === undefined) return false;
  const takes = token === anyOne || token === anyMany || (token < 0 ? char !== colon : char === token);
  return takes && matchNaively(isMany ? tokens : rest, tail);
}

function listsUpTo(length: number, alphabet: readonly number[]): number[][] {
  let layer: number[][] = [[]];
  const all: number[][] = [[]];
  for (let size = 1; size <= length; size++) {
    layer = layer.flatMap((list) => alphabet.map((symbol) => [...list, symbol]));
    all.push(...layer);
  }
  return all;
}

describe('tokensIntersect with wildcards that stop at colons', () => {
  it('is a common text, on all pairs of small globs', () => {
    const texts = listsUpTo(6, [97, colon, 122]);
    const globs = listsUpTo(3, symbols).map((tokens) => {
      const set = new Uint32Array(Math.ceil(texts.length / 32));
      texts.forEach((text, index) => {
        if (matchNaively(tokens, text)) set[index >> 5]! |= 1 << (index & 31);
      });
      return { tokens, set };
    });
    for (const a of globs) {
      for (const b of globs) {
        const haveCommon = b.set.some((bits, index) => (bits & a.set[index]!) !== 0);
        if (tokensIntersect(a.tokens, b.tokens) !== haveCommon)
          expect([a.tokens, b.tokens, haveCommon]).toBe('agreement');
      }
    }
  });
});

/**
 * Inclusion and intersection of two globs. `isCovered` may say no where the truth is yes, `areDisjoint` likewise: the
 * product search then decides.
 */
import { anyMany, anyOne, manyInPart, oneInPart, tokensCover, tokensIntersect, type Token } from '../../policy/glob.ts';
import { isVariable, type Glob } from '../glob.ts';

const colon = 58;
const partsOf = new WeakMap<Glob, readonly (readonly Token[])[] | null>();

/** Whether every text of `inner` is certainly one of `outer`, whatever the variables stand for. */
export function isCovered(inner: Glob, outer: Glob): boolean {
  if (inner === outer) return true;
  if (outer.shape === 'prefix' && outer.prefix === '') return true;
  if (inner.shape === 'nothing') return true;
  if (outer.shape === 'nothing' || inner.ignoreCase !== outer.ignoreCase) return false;
  if (!inner.prefix.startsWith(outer.prefix) && !outer.hasVariable) return false;
  if (outer.shape === 'prefix') return inner.prefix.startsWith(outer.prefix);
  if (outer.shape === 'literal') return inner.shape === 'literal' && inner.prefix === outer.prefix;
  if ((inner.isArn && inner.hasVariable) || (outer.isArn && outer.hasVariable)) {
    return inner.isArn === outer.isArn && inner.text === outer.text;
  }
  return coversTokens(outer, inner);
}

function coversTokens(outer: Glob, inner: Glob): boolean {
  if (!outer.tokens.some(isPartWildcard)) return tokensCover(outer.tokens, inner.tokens.map(plain));
  const outers = parts(outer);
  const inners = parts(inner);
  if (outers === null || inners === null) return false;
  return outers.every((part, index) => tokensCover(part, inners[index] ?? []));
}

/** Six parts; null when a wildcard or a variable before the fifth colon may hold one. */
function parts(glob: Glob): readonly (readonly Token[])[] | null {
  const known = partsOf.get(glob);
  if (known !== undefined) return known;
  const made = splitParts(glob.tokens);
  partsOf.set(glob, made);
  return made;
}

function splitParts(tokens: readonly Token[]): Token[][] | null {
  const out: Token[][] = [[]];
  for (const token of tokens) {
    if (out.length < 6 && token === colon) out.push([]);
    else if (out.length < 6 && (token === anyMany || token === anyOne || isVariable(token))) return null;
    else out.at(-1)?.push(plain(token));
  }
  return out.length === 6 ? out : null;
}

function isPartWildcard(token: Token): boolean {
  return token === manyInPart || token === oneInPart;
}

function plain(token: Token): Token {
  return token === manyInPart ? anyMany : token === oneInPart ? anyOne : token;
}

/** Whether certainly no text is in both. Variables may stand for anything. */
export function areDisjoint(a: Glob, b: Glob): boolean {
  if (a === b) return a.shape === 'nothing';
  if (a.shape === 'nothing' || b.shape === 'nothing') return true;
  if (a.ignoreCase !== b.ignoreCase) return false;
  if (!a.prefix.startsWith(b.prefix) && !b.prefix.startsWith(a.prefix)) return true;
  if (a.shape === 'literal' && b.shape === 'literal') return a.prefix !== b.prefix;
  if (a.shape === 'prefix' && b.shape === 'prefix') return false;
  if (a.shape === 'literal' && b.shape === 'prefix') return !a.prefix.startsWith(b.prefix);
  if (a.shape === 'prefix' && b.shape === 'literal') return !b.prefix.startsWith(a.prefix);
  return !tokensIntersect(a.tokens, b.tokens);
}

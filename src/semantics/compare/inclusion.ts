/**
 * Inclusion and intersection of two globs. `isCovered` may say no where the truth is yes, `areDisjoint` likewise: the
 * product search then decides.
 */
import { anyMany, anyOne, manyInPart, oneInPart, tokensCover, tokensIntersect, type Token } from '../../policy/glob.ts';
import { isVariable, type Glob } from '../glob.ts';

const colon = 58;
/** What is looked at again and again of a pattern that is neither literal nor a prefix. */
interface Outline {
  /** Literal tokens at the end. */
  readonly tail: readonly Token[];
  readonly hasPartWildcards: boolean;
  /** Part wildcards as plain ones. */
  readonly plain: readonly Token[];
  /** Six parts; null when a wildcard or a variable before the fifth colon may hold one. */
  readonly parts: readonly (readonly Token[])[] | null;
}

const outlines = new WeakMap<Glob, Outline>();

function outlineOf(glob: Glob): Outline {
  const known = outlines.get(glob);
  if (known !== undefined) return known;
  const { tokens } = glob;
  let end = tokens.length;
  while (end > 0 && isLiteral(tokens[end - 1])) end--;
  const hasPartWildcards = tokens.some(isPartWildcard);
  const made = {
    tail: tokens.slice(end),
    hasPartWildcards,
    plain: hasPartWildcards ? tokens.map(plain) : tokens,
    parts: splitParts(tokens),
  };
  outlines.set(glob, made);
  return made;
}

function isLiteral(token: Token | undefined): boolean {
  return typeof token === 'number' && token >= 0;
}

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
  const around = outlineOf(outer);
  const within = outlineOf(inner);
  if (!endsWith(within.tail, around.tail)) return false;
  if (!around.hasPartWildcards) return tokensCover(outer.tokens, within.plain);
  if (around.parts === null || within.parts === null) return false;
  // The sixth parts differ most.
  for (let at = 5; at >= 0; at--) {
    const part = around.parts[at] ?? [];
    const other = within.parts[at] ?? [];
    if (isLiteral(part[0]) && part[0] !== other[0]) return false;
    if (!tokensCover(part, other)) return false;
  }
  return true;
}

/** What a pattern must end with, all that it covers must end with too. */
function endsWith(tokens: readonly Token[], end: readonly Token[]): boolean {
  if (end.length > tokens.length) return false;
  for (let at = 1; at <= end.length; at++) if (tokens.at(-at) !== end.at(-at)) return false;
  return true;
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
  const [end, otherEnd] = [a.tokens.at(-1), b.tokens.at(-1)];
  if (end !== otherEnd && isLiteral(end) && isLiteral(otherEnd)) return true;
  return !tokensIntersect(a.tokens, b.tokens);
}

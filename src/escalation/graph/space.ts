/** Things of one kind by number, found by the patterns of policies: roles, users, groups, managed policies. */
import type { Token } from '../../policy/glob.ts';
import { areDisjoint } from '../../semantics/compare/inclusion.ts';
import { globOf, isVariable, matchTokens, resourceGlob, type Glob, type Resolve } from '../../semantics/glob.ts';
import { addBit, allBits, hashBits, isSame, noBits, type Bits, type Tri } from './bits.ts';

export type SpaceName = 'role' | 'user' | 'group' | 'policy';

export interface Space {
  readonly name: SpaceName;
  readonly size: number;
  readonly arns: readonly string[];
  readonly indexOf: (arn: string) => number | undefined;
  /** Numbers of those whose ARN matches a pattern without variables. */
  readonly matching: (glob: Glob) => Bits;
  /** The same for a pattern that is asked for once. */
  readonly find: (glob: Glob) => Bits;
  /** Those that a pattern may match, whatever its variables stand for. */
  readonly touching: (glob: Glob) => Bits;
  /** One object for equal sets: what thousands of principals may do is the same few sets. */
  readonly share: (found: Tri) => Tri;
  readonly all: Bits;
  readonly none: Bits;
}

/** Each distinct pattern is matched once, and only against the ARNs that begin as it does. */
export function makeSpace(name: SpaceName, arns: readonly string[]): Space {
  const indexes = new Map(arns.map((arn, at) => [arn, at]));
  const sorted = arns.map((arn, at) => ({ arn, at })).sort((a, b) => (a.arn < b.arn ? -1 : a.arn > b.arn ? 1 : 0));
  const size = arns.length;
  const known = new Map<string, Bits>();
  const touched = new WeakMap<Glob, Bits>();
  const all = allBits(size);
  const none = noBits(size);
  const parts = indexParts(arns);
  const find = (glob: Glob): Bits => {
    if (glob.shape === 'nothing') return none;
    if (glob.shape === 'prefix' && glob.prefix === '') return all;
    if (glob.shape === 'literal' && !indexes.has(glob.prefix)) return none;
    const bits = noBits(size);
    if (glob.shape === 'literal') addBit(bits, indexes.get(glob.prefix) ?? 0);
    else if (glob.shape === 'prefix') {
      for (let at = lowerBound(sorted, glob.prefix); at < size; at++) {
        const entry = sorted[at];
        if (!entry?.arn.startsWith(glob.prefix)) break;
        addBit(bits, entry.at);
      }
    } else {
      for (const at of parts(glob)) {
        const arn = arns[at] ?? '';
        if (arn.startsWith(glob.prefix) && matchTokens(glob.tokens, arn)) addBit(bits, at);
      }
    }
    return bits;
  };
  return {
    name,
    size,
    arns,
    indexOf: (arn) => indexes.get(arn),
    all,
    none,
    share: shareSets(),
    find,
    touching: (glob) => {
      let bits = touched.get(glob);
      if (bits) return bits;
      touched.set(glob, (bits = noBits(size)));
      const own = bits;
      arns.forEach((arn, at) => {
        if (!areDisjoint(resourceGlob(arn, false), glob)) addBit(own, at);
      });
      return bits;
    },
    matching: (glob) => {
      let bits = known.get(glob.text);
      if (!bits) known.set(glob.text, (bits = find(glob)));
      return bits;
    },
  };
}

const partLength = 3;

/**
 * By three characters in a row, the ARNs that hold them: a pattern with wildcards in the middle is matched against those
 * that hold its rarest three.
 */
function indexParts(arns: readonly string[]): (glob: Glob) => Iterable<number> {
  let index: Map<string, number[]> | undefined;
  return ({ tokens }) => {
    index ??= makeIndex(arns);
    let rarest: readonly number[] | undefined;
    for (const part of partsOf(tokens)) {
      const holders = index.get(part) ?? [];
      if (rarest === undefined || holders.length < rarest.length) rarest = holders;
    }
    return rarest ?? arns.keys();
  };
}

function makeIndex(arns: readonly string[]): Map<string, number[]> {
  const index = new Map<string, number[]>();
  arns.forEach((arn, at) => {
    for (const part of new Set(partsOf(Array.from(arn, (char) => char.codePointAt(0) ?? 0)))) {
      const list = index.get(part);
      if (list) list.push(at);
      else index.set(part, [at]);
    }
  });
  return index;
}

/** Every three literal characters in a row. */
function partsOf(tokens: readonly Token[]): readonly string[] {
  const parts: string[] = [];
  let run = 0;
  tokens.forEach((token, at) => {
    run = typeof token === 'number' && token >= 0 ? run + 1 : 0;
    if (run >= partLength)
      parts.push(String.fromCodePoint(...(tokens.slice(at - partLength + 1, at + 1) as readonly number[])));
  });
  return parts;
}

function shareSets(): Space['share'] {
  const sets = new Map<number, Bits[]>();
  const shared = new WeakMap<Bits, WeakMap<Bits, Tri>>();
  const shareOne = (bits: Bits): Bits => {
    const key = hashBits(bits);
    const alike = sets.get(key);
    const known = alike?.find((other) => isSame(other, bits));
    if (known) return known;
    if (alike) alike.push(bits);
    else sets.set(key, [bits]);
    return bits;
  };
  return (found) => {
    const maybe = shareOne(found.maybe);
    const yes = found.yes === found.maybe ? maybe : shareOne(found.yes);
    let byYes = shared.get(maybe);
    if (!byYes) shared.set(maybe, (byYes = new WeakMap()));
    let tri = byYes.get(yes);
    if (!tri) byYes.set(yes, (tri = { yes, maybe }));
    return tri;
  };
}

function lowerBound(sorted: readonly { readonly arn: string }[], prefix: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle]?.arn ?? '') < prefix) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Members that a pattern with variables matches: certainly, and perhaps where a variable's value is not known. */
export function matchingResolved(
  space: Space,
  glob: Glob,
  resolve: Resolve,
  isKnown: boolean,
): { readonly yes: Bits; readonly maybe: Bits } {
  if (!isKnown) return { yes: space.none, maybe: space.touching(glob) };
  const tokens: Token[] = [];
  for (const token of glob.tokens) {
    const value = isVariable(token) ? resolve(token) : undefined;
    if (isVariable(token) && value === undefined) return { yes: space.none, maybe: space.none };
    if (value === undefined) tokens.push(token);
    else for (const char of value) tokens.push(char.codePointAt(0) ?? 0);
  }
  const found = space.find(globOf(glob.text, tokens, false, false));
  return { yes: found, maybe: found };
}

/** The values of one condition key, sorted into classes that the conditions of two policies cannot tell apart. */
import type { CompiledCondition, ValueSet } from '../condition.ts';
import { arnGlob, stringGlob, type Glob } from '../glob.ts';
import { firstBits } from './bits.ts';
import { LimitReached, type Budget } from './budget.ts';
import { automataCache, textClasses } from './text-classes.ts';
import { memberships, typedSamples, type TypedFamily } from './typed-values.ts';

export interface KeyValue {
  /** Bit n: in the n-th set. */
  readonly mask: bigint;
  readonly samples: readonly string[];
  readonly filled: readonly Glob[];
  readonly unfilled: readonly Glob[];
  /** False: no text of the class was found, perhaps there is none. */
  readonly isReal: boolean;
}

export interface KeyDimension {
  readonly key: string;
  /** As a policy writes it. */
  readonly name: string;
  /** Requests may give the key several values. */
  readonly isMulti: boolean;
  readonly values: readonly KeyValue[];
  readonly universe: bigint;
  /** Classes in the set of a condition, before negation. */
  readonly classesOf: (condition: CompiledCondition) => bigint;
}

interface NamedSet {
  readonly identity: string;
  readonly set: ValueSet;
}

/** Builds the dimension from every condition on the key. */
export function keyDimension(
  key: string,
  conditions: readonly CompiledCondition[],
  isMulti: boolean,
  budget: Budget,
): KeyDimension {
  const named = new Map<string, NamedSet>();
  for (const { identity, set } of conditions) {
    if (set.family !== 'null' && set.family !== 'unknown') named.set(identity, { identity, set });
  }
  const sets = [...named.values()];
  const values = valuesOf(
    sets.map(({ set }) => set),
    budget,
  );
  if (values.length > budget.limits.maxClasses)
    throw new LimitReached(`the values of ${key} fall into too many classes`);
  const classes = new Map<string, bigint>();
  sets.forEach(({ identity }, index) => {
    classes.set(
      identity,
      bitsWhere(values, (value) => ((value.mask >> BigInt(index)) & 1n) === 1n),
    );
  });
  return {
    key,
    name: conditions[0]?.source.key.text ?? key,
    isMulti,
    values,
    universe: firstBits(values.length),
    classesOf: (condition) => classes.get(condition.identity) ?? 0n,
  };
}

/** Bits of the values that pass a test. */
export function bitsWhere(values: readonly KeyValue[], test: (value: KeyValue) => boolean): bigint {
  return values.reduce((bits, value, index) => (test(value) ? bits | (1n << BigInt(index)) : bits), 0n);
}

/** What one family of operators can tell apart. */
interface Facet {
  readonly values: readonly KeyValue[];
  /** Sets outside the family. */
  readonly sets: readonly number[];
}

function valuesOf(sets: readonly ValueSet[], budget: Budget): readonly KeyValue[] {
  if (sets.length === 0) return [real(0n, ['value'])];
  const textual = sets.flatMap((set, index) => (set.family === 'string' || set.family === 'arn' ? [index] : []));
  const families = [...new Set(sets.map(({ family }) => family))].filter(isTyped);
  const facets: Facet[] = families.map((family) => typedFacet(family, sets, textual.length > 0 || families.length > 1));
  if (textual.length > 0 || facets.length === 0)
    facets.unshift({ values: textFacet(sets, textual, budget), sets: textual });
  const [only] = facets;
  return facets.length === 1 && only !== undefined ? only.values : combine(facets, sets, budget);
}

function isTyped(family: ValueSet['family']): family is TypedFamily {
  return ['numeric', 'date', 'bool', 'ip', 'binary'].includes(family);
}

function typedFacet(family: TypedFamily, sets: readonly ValueSet[], withOthers: boolean): Facet {
  const own = sets.flatMap((set, index) => (set.family === family ? [index] : []));
  const ownSets = own.map((index) => sets[index] ?? { family: 'unknown' as const });
  const byMask = new Map<bigint, string[]>();
  for (const sample of typedSamples(family, ownSets)) {
    const mask = maskOf(memberships(ownSets, sample), own);
    const samples = byMask.get(mask) ?? [];
    if (samples.length < 4) samples.push(sample);
    byMask.set(mask, samples);
  }
  const values = [...byMask].map(([mask, samples]) => real(mask, samples));
  // Beside operators of another family, texts that are no number (date, address) exist too.
  if (withOthers && !byMask.has(0n)) values.push({ ...real(0n, []), isReal: false });
  return { values, sets: own };
}

function real(mask: bigint, samples: readonly string[]): KeyValue {
  return { mask, samples, filled: [], unfilled: [], isReal: true };
}

function maskOf(truths: readonly boolean[], indexes: readonly number[]): bigint {
  return truths.reduce((mask, truth, at) => (truth ? mask | (1n << BigInt(indexes[at] ?? 0)) : mask), 0n);
}

const someText = stringGlob('?*', { like: true, ignoreCase: false, variables: false });
const anyArn = arnGlob('arn:?*:?*:*:*:?*', false);

function textFacet(sets: readonly ValueSet[], textual: readonly number[], budget: Budget): readonly KeyValue[] {
  const globs = new Map<string, { readonly glob: Glob; sets: bigint }>();
  for (const index of textual) {
    const set = sets[index];
    if (set?.family !== 'string' && set?.family !== 'arn') continue;
    for (const glob of set.globs) {
      const name = `${glob.isArn}|${glob.ignoreCase}|${JSON.stringify(glob.tokens)}`;
      const known = globs.get(name) ?? { glob, sets: 0n };
      known.sets |= 1n << BigInt(index);
      globs.set(name, known);
    }
  }
  const list = [...globs.values()].map(({ glob, sets: bits }) => ({ glob, bits }));
  const preferred = textual.every((index) => sets[index]?.family === 'arn') && textual.length > 0 ? [anyArn] : [];
  const automata = automataCache(list.some(({ glob }) => glob.ignoreCase));
  const range = { bases: [someText], preferred, withEmpty: true };
  const classes = textClasses(range, list, sets.length, automata, budget);
  return mergeBySets(
    classes.map(({ mask, sample, filled, unfilled }) => ({ mask, samples: [sample], filled, unfilled, isReal: true })),
  );
}

/** Classes that differ only in which pattern of a set matches are one, except where a variable has to be filled. */
function mergeBySets(values: readonly KeyValue[]): KeyValue[] {
  const byMask = new Map<bigint, KeyValue>();
  for (const value of values) {
    const known = byMask.get(value.mask);
    if (known === undefined) byMask.set(value.mask, value);
    else if (known.filled.length > 0 && value.filled.length === 0) {
      byMask.set(value.mask, { ...value, samples: [...value.samples, ...known.samples] });
    } else if (known.samples.length < 6)
      byMask.set(value.mask, { ...known, samples: [...known.samples, ...value.samples] });
  }
  return [...byMask.values()];
}

/**
 * Several families read the key: every combination of their answers counts, whether or not a text for it is found. A
 * combination without one can only lead to UNKNOWN, never to a wrong PASS.
 */
function combine(facets: readonly Facet[], sets: readonly ValueSet[], budget: Budget): readonly KeyValue[] {
  const listed = sets.flatMap((set) => (set.family === 'string' ? [...(set.exact ?? [])] : []));
  const shown = facets.flatMap(({ values }) => values.flatMap((value) => value.samples));
  const samples = [...new Set([...shown, ...listed, ...spellings])];
  const hasVariables = facets.some(({ values }) =>
    values.some((value) => value.filled.length + value.unfilled.length > 0),
  );
  const found = new Map<bigint, string[]>();
  for (const sample of samples) {
    const all = sets.map((_, index) => index);
    const mask = maskOf(memberships(sets, sample), all);
    const known = found.get(mask) ?? [];
    if (known.length < 6) found.set(mask, [...known, sample]);
  }
  let values: readonly KeyValue[] = [real(0n, [])];
  for (const facet of facets) {
    values = values.flatMap((left) => facet.values.map((right) => join(left, right)));
    budget.spend(values.length);
    if (values.length > budget.limits.maxClasses)
      throw new LimitReached('a key is read by too many kinds of operators');
  }
  const marked = values.map((value) => ({
    ...value,
    samples: found.get(value.mask) ?? value.samples,
    isReal: hasVariables || found.has(value.mask),
  }));
  const fixed = fixedTexts(sets);
  const possible = marked.filter((value) => value.isReal || !isRuledOut(value, fixed));
  return possible.sort((a, b) => Number(b.isReal) - Number(a.isReal));
}

function join(left: KeyValue, right: KeyValue): KeyValue {
  return {
    mask: left.mask | right.mask,
    samples: [],
    filled: [...left.filled, ...right.filled],
    unfilled: [...left.unfilled, ...right.unfilled],
    isReal: false,
  };
}

/** Other ways to write a Boolean. */
const spellings = ['true', 'false', 'TRUE', 'FALSE', 'True', 'False'];

/** Sets that list only fixed texts: their members are known one by one. */
function fixedTexts(sets: readonly ValueSet[]): readonly number[] {
  return sets.flatMap((set, index) =>
    set.family === 'string' && set.exact !== undefined && !set.ignoreCase ? [index] : [],
  );
}

/** Every text of such a set was tried, so an answer that contains the set and was not found does not exist. */
function isRuledOut(value: KeyValue, fixed: readonly number[]): boolean {
  return fixed.some((index) => ((value.mask >> BigInt(index)) & 1n) === 1n);
}

/**
 * The actions (or resources) of one statement, sorted into classes that the other statements cannot tell apart. Each
 * pattern of the statement is compared with the others one by one; only where they overlap without inclusion does a
 * product decide, and only over those.
 */
import { anyMany, anyOne, manyInPart, oneInPart } from '../../policy/glob.ts';
import { globOf, matchesGlob, resourceGlob, type Glob } from '../glob.ts';
import { fold } from '../../policy/pattern.ts';
import { commonActions, commonResources, exampleOf, literalOf } from './examples.ts';
import { members } from './bits.ts';
import { LimitReached, type Budget } from './budget.ts';
import { areDisjoint, isCovered } from './inclusion.ts';
import { textClasses, type Automata, type ValueClass } from './text-classes.ts';

/** Action or NotAction, Resource or NotResource; globs undefined: everything. */
export interface Element {
  readonly globs: readonly Glob[] | undefined;
  readonly isNot: boolean;
}

export interface ElementClass {
  /** Bit n: in the n-th of the other elements. */
  readonly mask: bigint;
  readonly samples: () => readonly string[];
  readonly filled: readonly Glob[];
}

export interface Domain {
  /** Texts that occur at all. */
  readonly universe: Glob;
  /** Texts that look right. */
  readonly preferred: readonly Glob[];
  /** Whether the glob certainly has a text in the universe. */
  readonly isProper: (glob: Glob) => boolean;
  readonly automata: Automata;
  /** Texts that a person knows, for witnesses: of any pattern, or of none. */
  readonly examples: (glob: Glob | undefined) => readonly string[];
}

/** Actions are `service:Name`: `*` and `*:*` are the same. Names of future actions count. */
export function actionDomain(automata: Automata, known: (pattern: string) => readonly string[]): Domain {
  const universe = globOf('', [oneInPart, manyInPart, 58, anyOne, anyMany], true, false);
  return {
    universe,
    preferred: [],
    isProper: (glob) => /^[^:*?$]+:./.test(glob.text) || /^\*+(:\*+)?$/.test(glob.text),
    automata,
    examples: (glob) => (glob === undefined ? commonActions : [...literalOf(glob), ...known(glob.text)]),
  };
}

/** Any text but the empty one is a resource; ARNs are shown where there is a choice. */
export function resourceDomain(automata: Automata): Domain {
  const universe = resourceGlob('?*', false);
  const preferred = [resourceGlob('arn:?*:?*:*:*:?*', false)];
  return {
    universe,
    preferred,
    isProper: (glob) => glob.shape !== 'nothing' && glob.tokens.length > 0 && glob.prefix !== '',
    automata,
    examples: (glob) => (glob === undefined ? commonResources : glob.hasVariable ? [] : [exampleOf(glob)]),
  };
}

/** Classes of the statement's element by the elements of the others. */
export function elementClasses(
  own: Element,
  others: readonly Element[],
  domain: Domain,
  budget: Budget,
): ElementClass[] {
  const found = new Map<bigint, ElementClass>();
  const add = (one: ElementClass): void => {
    const known = found.get(one.mask);
    if (known === undefined || (known.filled.length > 0 && one.filled.length === 0)) found.set(one.mask, one);
  };
  const all = own.globs === undefined ? { globs: [], isNot: true } : { globs: own.globs, isNot: own.isNot };
  if (all.isNot) for (const one of complementClasses(all.globs, others, domain, budget)) add(one);
  else for (const glob of new Set(all.globs)) for (const one of globClasses(glob, others, domain, budget)) add(one);
  if (found.size > budget.limits.maxClasses)
    throw new LimitReached('a statement has too many kinds of actions or resources');
  return [...found.values()].map((one) => withExamples(one, own, others, domain));
}

/** How a pattern stands to one of the other elements. */
interface Standing {
  /** The element certainly holds all of it (or with NotAction and NotResource, none). */
  readonly isIn: boolean;
  /** Patterns that hold some of it, perhaps. */
  readonly partly: readonly Glob[];
}

function standing(glob: Glob, other: Element, budget: Budget): Standing {
  if (other.globs === undefined) return { isIn: true, partly: [] };
  budget.spend(other.globs.length);
  const partly: Glob[] = [];
  for (const candidate of other.globs) {
    if (areDisjoint(glob, candidate)) continue;
    if (isCovered(glob, candidate)) return { isIn: !other.isNot, partly: [] };
    partly.push(candidate);
  }
  return { isIn: other.isNot, partly };
}

function globClasses(glob: Glob, others: readonly Element[], domain: Domain, budget: Budget): ElementClass[] {
  const standings = others.map((other) => standing(glob, other, budget));
  const certain = standings.reduce(
    (mask, { isIn, partly }, at) => (isIn && partly.length === 0 ? mask | (1n << BigInt(at)) : mask),
    0n,
  );
  const patterns = [...new Set([...(glob.hasVariable ? [glob] : []), ...standings.flatMap(({ partly }) => partly)])];
  if (patterns.length === 0 && domain.isProper(glob)) {
    return [{ mask: certain, samples: () => samplesOf(glob, domain, budget), filled: [] }];
  }
  const own = glob.hasVariable ? 1n : 0n;
  return rangeClasses([glob], patterns, domain, budget)
    .filter((one) => (one.mask & own) === own)
    .map((one) => ({
      mask: standings.reduce(
        (mask, at, index) => (isInPartly(at, one, patterns) ? mask | (1n << BigInt(index)) : mask),
        certain,
      ),
      samples: () => [one.sample],
      filled: one.filled,
    }));
}

function isInPartly({ isIn, partly }: Standing, one: ValueClass, patterns: readonly Glob[]): boolean {
  if (partly.length === 0) return isIn;
  for (const index of members(one.mask)) {
    const pattern = patterns[index];
    if (pattern !== undefined && partly.includes(pattern)) return !isIn;
  }
  return isIn;
}

function complementClasses(
  globs: readonly Glob[],
  others: readonly Element[],
  domain: Domain,
  budget: Budget,
): ElementClass[] {
  const patterns = [...new Set([...globs, ...others.flatMap((other) => other.globs ?? [])])];
  const inOther = others.map(({ globs: list, isNot }) => ({
    isEverything: list === undefined,
    bits: maskOf(patterns, new Set(list ?? [])),
    isNot,
  }));
  const own = maskOf(patterns, new Set(globs));
  return rangeClasses([], patterns, domain, budget)
    .filter((one) => (one.mask & own) === 0n)
    .map((one) => ({
      mask: inOther.reduce(
        (mask, { isEverything, bits, isNot }, at) =>
          isEverything || ((one.mask & bits) !== 0n) !== isNot ? mask | (1n << BigInt(at)) : mask,
        0n,
      ),
      samples: () => [one.sample],
      filled: one.filled,
    }));
}

function maskOf(patterns: readonly Glob[], globs: ReadonlySet<Glob>): bigint {
  return patterns.reduce((mask, pattern, at) => (globs.has(pattern) ? mask | (1n << BigInt(at)) : mask), 0n);
}

function rangeClasses(bases: readonly Glob[], patterns: readonly Glob[], domain: Domain, budget: Budget): ValueClass[] {
  const base = bases[0];
  const preferred = base?.prefix.startsWith('arn:') === true || base?.shape === 'literal' ? [] : domain.preferred;
  return textClasses({ bases: [...bases, domain.universe], preferred }, patterns, domain.automata, budget);
}

function samplesOf(glob: Glob, domain: Domain, budget: Budget): readonly string[] {
  return rangeClasses([glob], [], domain, budget).map((one) => one.sample);
}

const maxExamples = 80;

/** Shows the class by a text that means something to a person, where one is in it. */
function withExamples(one: ElementClass, own: Element, others: readonly Element[], domain: Domain): ElementClass {
  if (one.filled.length > 0) return one;
  return { ...one, samples: () => [...findExample(one.mask, own, others, domain), ...one.samples()] };
}

function findExample(mask: bigint, own: Element, others: readonly Element[], domain: Domain): readonly string[] {
  const globs = [...(own.isNot ? [] : (own.globs ?? [])), ...others.flatMap(({ globs: list }) => list ?? [])];
  const wanted = others.map((_, at) => ((mask >> BigInt(at)) & 1n) === 1n);
  let tried = 0;
  for (const glob of [...globs, undefined]) {
    for (const text of domain.examples(glob)) {
      if (holdsText(own, text) && others.every((other, at) => holdsText(other, text) === wanted[at])) return [text];
      if (++tried >= maxExamples) return [];
    }
  }
  return [];
}

function holdsText({ globs, isNot }: Element, text: string): boolean {
  if (globs === undefined) return true;
  return globs.some((glob) => matchesGlob(glob, glob.ignoreCase ? fold(text) : text, () => undefined)) !== isNot;
}

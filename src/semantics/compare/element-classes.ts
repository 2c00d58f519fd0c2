/**
 * The actions (or resources) of one statement, sorted into classes that the other statements cannot tell apart. Each
 * pattern of the statement is compared with the others one by one; only where they overlap without inclusion does a
 * product decide, and only over those.
 */
import { anyMany, anyOne, manyInPart, oneInPart } from '../../policy/glob.ts';
import { globOf, matchesGlob, resourceGlob, type Glob } from '../glob.ts';
import { fold } from '../../policy/pattern.ts';
import { commonActions, commonResources, exampleOf, literalOf } from './examples.ts';
import { LimitReached, type Budget } from './budget.ts';
import { areDisjoint, isCovered } from './inclusion.ts';
import { newGlobIndex, type GlobIndex } from './glob-index.ts';
import { textClasses, type Automata, type Marked, type ValueClass } from './text-classes.ts';

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
  /** The last lists that were indexed: statements of one policy often meet the same others. */
  readonly last: { others: readonly Element[]; listed: Listed | undefined };
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
    last: { others: [], listed: undefined },
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
    last: { others: [], listed: undefined },
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
  if (own.globs === undefined || own.isNot)
    for (const one of complementClasses(own.globs ?? [], others, domain, budget)) add(one);
  else {
    const index = indexOnce(others, domain);
    for (const glob of new Set(own.globs)) for (const one of globClasses(glob, index, domain, budget)) add(one);
  }
  if (found.size > budget.limits.maxClasses)
    throw new LimitReached('a statement has too many kinds of actions or resources');
  return [...found.values()].map((one) => withExamples(one, own, others, domain));
}

/** The patterns of all other elements, each with the elements that list it. */
interface Listed {
  readonly index: GlobIndex;
  readonly bits: ReadonlyMap<Glob, bigint>;
  /** Elements without patterns hold everything; NotAction and NotResource turn what their patterns say around. */
  readonly everything: bigint;
  readonly turned: bigint;
  readonly width: number;
}

function indexOnce(others: readonly Element[], { last }: Domain): Listed {
  const isSame = last.others.length === others.length && others.every((one, at) => one === last.others[at]);
  if (last.listed !== undefined && isSame) return last.listed;
  last.others = others;
  last.listed = indexGlobs(others);
  return last.listed;
}

function indexGlobs(others: readonly Element[]): Listed {
  const bits = new Map<Glob, bigint>();
  let everything = 0n;
  let turned = 0n;
  others.forEach(({ globs, isNot }, at) => {
    const bit = 1n << BigInt(at);
    if (globs === undefined) everything |= bit;
    else if (isNot) turned |= bit;
    for (const glob of globs ?? []) bits.set(glob, (bits.get(glob) ?? 0n) | bit);
  });
  return { index: newGlobIndex([...bits.keys()]), bits, everything, turned, width: others.length };
}

function globClasses(glob: Glob, listed: Listed, domain: Domain, budget: Budget): ElementClass[] {
  const { bits, everything, turned, width } = listed;
  let covered = 0n;
  const overlapping: Glob[] = [];
  const candidates = listed.index.near(glob);
  budget.spend(candidates.length);
  for (const candidate of candidates) {
    if (areDisjoint(glob, candidate)) continue;
    if (isCovered(glob, candidate)) covered |= bits.get(candidate) ?? 0n;
    else overlapping.push(candidate);
  }
  // Where an element holds all of the pattern, what else it lists adds nothing.
  const partly = overlapping
    .map((one) => ({ glob: one, bits: (bits.get(one) ?? 0n) & ~covered }))
    .filter((one) => one.bits !== 0n);
  const finish = (mask: bigint): bigint => ((mask | covered) ^ turned) | everything;
  if (partly.length === 0 && domain.isProper(glob)) {
    return [
      { mask: finish(0n), samples: () => samplesOf(glob, domain, budget), filled: glob.hasVariable ? [glob] : [] },
    ];
  }
  const own = 1n << BigInt(width);
  const marked = glob.hasVariable ? [{ glob, bits: own }, ...partly] : partly;
  return rangeClasses([glob], marked, width + 1, domain, budget)
    .filter((one) => !glob.hasVariable || (one.mask & own) !== 0n)
    .map((one) => ({ mask: finish(one.mask & ~own), samples: () => [one.sample], filled: one.filled }));
}

function complementClasses(
  globs: readonly Glob[],
  others: readonly Element[],
  domain: Domain,
  budget: Budget,
): ElementClass[] {
  const { bits, everything, turned, width } = indexGlobs([...others, { globs, isNot: false }]);
  const own = 1n << BigInt(width - 1);
  const marked = [...bits].map(([glob, of]) => ({ glob, bits: of }));
  return rangeClasses([], marked, width, domain, budget)
    .filter((one) => (one.mask & own) === 0n)
    .map((one) => ({ mask: (one.mask ^ turned) | everything, samples: () => [one.sample], filled: one.filled }));
}

function rangeClasses(
  bases: readonly Glob[],
  globs: readonly Marked[],
  width: number,
  domain: Domain,
  budget: Budget,
): ValueClass[] {
  const base = bases[0];
  const preferred = base?.prefix.startsWith('arn:') === true || base?.shape === 'literal' ? [] : domain.preferred;
  return textClasses({ bases: [...bases, domain.universe], preferred }, globs, width, domain.automata, budget);
}

function samplesOf(glob: Glob, domain: Domain, budget: Budget): readonly string[] {
  return rangeClasses([glob], [], 0, domain, budget).map((one) => one.sample);
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

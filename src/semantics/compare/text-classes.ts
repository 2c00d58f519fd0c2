/**
 * Texts sorted into classes that a list of globs cannot tell apart. A glob with variables is a question of its own: where
 * some value could make it match, both answers are possible, unless another glob's answer settles it. That keeps every
 * possible request in some class, so a PASS holds; a class that no request has is sorted out when its witness fails.
 */
import type { Glob } from '../glob.ts';
import { automatonOf, type Automaton } from './automaton.ts';
import { members } from './bits.ts';
import { LimitReached, type Budget } from './budget.ts';
import { isCovered } from './inclusion.ts';
import { enumerate, type TextClass } from './product.ts';

export interface ValueClass {
  /** Bit n: glob n matches. */
  readonly mask: bigint;
  readonly sample: string;
  /** Globs with variables that must match, and those that could but must not. */
  readonly filled: readonly Glob[];
  readonly unfilled: readonly Glob[];
  /** The class holds this one text only. */
  readonly isSingle: boolean;
}

const maxVariableGlobs = 8;

/** Automata of globs, made once per check. */
export type Automata = (glob: Glob) => Automaton;

/** Makes and keeps automata; `bothCases` as in automatonOf. */
export function automataCache(bothCases: boolean): Automata {
  const made = new Map<Glob, Automaton>();
  return (glob) => {
    const known = made.get(glob);
    if (known !== undefined) return known;
    const automaton = automatonOf(glob, bothCases);
    made.set(glob, automaton);
    return automaton;
  };
}

/** Which texts are sorted. */
export interface TextRange {
  /** Texts in all of these ... */
  readonly bases: readonly Glob[];
  /** ... of which those in all of these too are shown where there is a choice. */
  readonly preferred: readonly Glob[];
  /** The empty text as well. */
  readonly withEmpty?: boolean;
}

/** Classes of the texts of a range, those with a preferred text first. */
export function textClasses(
  range: TextRange,
  globs: readonly Glob[],
  automata: Automata,
  budget: Budget,
): ValueClass[] {
  const patterns = globs.map(automata);
  const bases = range.bases.map(automata);
  const found = new Map<bigint, TextClass>();
  const add = (classes: readonly TextClass[]): void => {
    for (const one of classes) if (!found.has(one.mask)) found.set(one.mask, one);
  };
  if (range.preferred.length > 0) add(enumerate([...bases, ...range.preferred.map(automata)], patterns, budget));
  add(enumerate(bases, patterns, budget));
  if (range.withEmpty === true) add([{ mask: maskOfEmpty(patterns), sample: '' }]);
  const ordered = [...found.values()];
  if (!globs.some((glob) => glob.hasVariable)) return ordered.map((one) => plainClass(one, globs));
  return ordered.flatMap((one) => splitByVariables(one, globs, budget));
}

function maskOfEmpty(patterns: readonly Automaton[]): bigint {
  return patterns.reduce(
    (mask, { start, accepts }, index) => (start >= 0 && accepts(start) ? mask | (1n << BigInt(index)) : mask),
    0n,
  );
}

function plainClass({ mask, sample }: TextClass, globs: readonly Glob[]): ValueClass {
  return { mask, sample, filled: [], unfilled: [], isSingle: hasSingle(mask, globs) };
}

function hasSingle(mask: bigint, globs: readonly Glob[]): boolean {
  for (const index of members(mask)) {
    const glob = globs[index];
    if (glob !== undefined && glob.shape === 'literal' && !glob.ignoreCase) return true;
  }
  return false;
}

function splitByVariables({ mask, sample }: TextClass, globs: readonly Glob[], budget: Budget): ValueClass[] {
  const open = [...members(mask)].filter((index) => globs[index]?.hasVariable === true);
  if (open.length > maxVariableGlobs)
    throw new LimitReached(`more than ${maxVariableGlobs} patterns with variables overlap`);
  const classes: ValueClass[] = [];
  // No variable filled first: fewer Allow statements of the old policy match, and witnesses are simpler.
  for (let choice = 0; choice < 1 << open.length; choice++) {
    budget.spend(open.length);
    const isFilled = (at: number): boolean => ((choice >> at) & 1) === 1;
    const filled = open.filter((_, at) => isFilled(at));
    const unfilled = open.filter((_, at) => !isFilled(at));
    if (!isPossible(filled, unfilled, globs)) continue;
    const cleared = unfilled.reduce((bits, index) => bits & ~(1n << BigInt(index)), mask);
    const pick = (indexes: readonly number[]): Glob[] => indexes.flatMap((index) => globs[index] ?? []);
    classes.push({
      mask: cleared,
      sample,
      filled: pick(filled),
      unfilled: pick(unfilled),
      isSingle: hasSingle(cleared, globs),
    });
  }
  return classes;
}

/** A filled glob that another covers for every value fills that one too. */
function isPossible(filled: readonly number[], unfilled: readonly number[], globs: readonly Glob[]): boolean {
  return !filled.some((inner) =>
    unfilled.some((outer) => {
      const one = globs[inner];
      const other = globs[outer];
      return one !== undefined && other !== undefined && isCovered(one, other);
    }),
  );
}

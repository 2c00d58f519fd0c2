/**
 * Texts sorted into classes that a list of globs cannot tell apart. A glob with variables is a question of its own: where
 * some value could make it match, both answers are possible, unless another glob's answer settles it. That keeps every
 * possible request in some class, so a PASS holds; a class that no request has is sorted out when its witness fails.
 */
import { isVariable, type Glob } from '../glob.ts';
import { automatonOf, type Automaton } from './automaton.ts';
import { members } from './bits.ts';
import { LimitReached, type Budget } from './budget.ts';
import { isCovered } from './inclusion.ts';
import { enumerate, type Pattern, type TextClass } from './product.ts';

/** A glob, and what it adds to the mask of the texts that match it. */
export interface Marked {
  readonly glob: Glob;
  readonly bits: bigint;
}

export interface ValueClass {
  /** The bits of all globs that match. */
  readonly mask: bigint;
  readonly sample: string;
  /** Globs with variables that must match, and those that could but must not. */
  readonly filled: readonly Glob[];
  readonly unfilled: readonly Glob[];
}

const maxVariableGlobs = 8;

/** Automata of globs, made once per check. */
export interface Automata {
  readonly whole: (glob: Glob) => Automaton;
  readonly split: (glob: Glob) => Omit<Pattern, 'bits'>;
}

/** Makes and keeps automata; `bothCases` as in automatonOf. */
export function automataCache(bothCases: boolean): Automata {
  const wholes = new Map<Glob, Automaton>();
  const splits = new Map<Glob, Omit<Pattern, 'bits'>>();
  return {
    whole: (glob) => remember(wholes, glob, () => automatonOf(glob, bothCases)),
    split: (glob) => remember(splits, glob, () => splitGlob(glob, bothCases)),
  };
}

function remember<T>(known: Map<Glob, T>, glob: Glob, make: () => T): T {
  let value = known.get(glob);
  if (value === undefined) {
    value = make();
    known.set(glob, value);
  }
  return value;
}

/** Where letters of both cases are read, a pattern that ignores case has no literal start. */
function splitGlob(glob: Glob, bothCases: boolean): Omit<Pattern, 'bits'> {
  const { tokens } = glob;
  let end = 0;
  if (!(glob.ignoreCase && bothCases) && glob.shape !== 'nothing') {
    while (end < tokens.length && typeof tokens[end] === 'number' && (tokens[end] as number) >= 0) end++;
  }
  const prefix = tokens.slice(0, end).filter((token) => !isVariable(token));
  return { prefix, rest: automatonOf({ ...glob, tokens: tokens.slice(end) }, bothCases) };
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

/** Classes of the texts of a range, those with a preferred text first. No bit of `globs` is at `width` or above. */
export function textClasses(
  range: TextRange,
  globs: readonly Marked[],
  width: number,
  automata: Automata,
  budget: Budget,
): ValueClass[] {
  const open = globs.filter(({ glob }) => glob.hasVariable);
  const patterns = globs.map((marked) => ({
    ...automata.split(marked.glob),
    bits: marked.glob.hasVariable ? 1n << BigInt(width + open.indexOf(marked)) : marked.bits,
  }));
  const bases = range.bases.map(automata.whole);
  const found = new Map<bigint, TextClass>();
  const add = (classes: readonly TextClass[]): void => {
    for (const one of classes) if (!found.has(one.mask)) found.set(one.mask, one);
  };
  if (range.preferred.length > 0) add(enumerate([...bases, ...range.preferred.map(automata.whole)], patterns, budget));
  add(enumerate(bases, patterns, budget));
  if (range.withEmpty === true) add([{ mask: maskOfEmpty(patterns), sample: '' }]);
  const classes = [...found.values()];
  if (open.length === 0) return classes.map((one) => ({ ...one, filled: [], unfilled: [] }));
  return classes.flatMap((one) => splitByVariables(one, open, width, budget));
}

function maskOfEmpty(patterns: readonly Pattern[]): bigint {
  let mask = 0n;
  for (const { prefix, rest, bits } of patterns) {
    if (prefix.length === 0 && rest.start >= 0 && rest.accepts(rest.start)) mask |= bits;
  }
  return mask;
}

function splitByVariables(
  { mask, sample }: TextClass,
  globs: readonly Marked[],
  width: number,
  budget: Budget,
): ValueClass[] {
  const possible = [...members(mask >> BigInt(width))].flatMap((index) => globs[index] ?? []);
  if (possible.length > maxVariableGlobs)
    throw new LimitReached(`more than ${maxVariableGlobs} patterns with variables overlap`);
  const plain = mask & ((1n << BigInt(width)) - 1n);
  const classes: ValueClass[] = [];
  // No variable filled first: fewer Allow statements of the old policy match, and witnesses are simpler.
  for (let choice = 0; choice < 1 << possible.length; choice++) {
    budget.spend(possible.length);
    const filled = possible.filter((_, at) => ((choice >> at) & 1) === 1);
    const unfilled = possible.filter((_, at) => ((choice >> at) & 1) === 0).map(({ glob }) => glob);
    if (!isPossible(filled, unfilled)) continue;
    const all = filled.reduce((bits, one) => bits | one.bits, plain);
    classes.push({ mask: all, sample, filled: filled.map(({ glob }) => glob), unfilled });
  }
  return classes;
}

/** A filled glob that another covers for every value fills that one too. */
function isPossible(filled: readonly Marked[], unfilled: readonly Glob[]): boolean {
  return !filled.some(({ glob }) => unfilled.some((other) => isCovered(glob, other)));
}

/** A glob as a deterministic automaton whose states are made when they are met. */
import { anyMany, anyOne, manyInPart, oneInPart, type Token } from '../../policy/glob.ts';
import { fold } from '../../policy/pattern.ts';
import { isVariable, type Glob } from '../glob.ts';

export const dead = -1;

export interface Automaton {
  readonly start: number;
  step(state: number, point: number): number;
  accepts(state: number): boolean;
  /** Whatever follows is accepted. */
  isAll(state: number): boolean;
  /** The characters that lead elsewhere than any other character does. */
  points(state: number): readonly number[];
}

interface State {
  /** Positions in the tokens, ascending. */
  readonly positions: readonly number[];
  readonly next: Map<number, number>;
  points: readonly number[] | undefined;
}

const colon = 58;

/**
 * The automaton of a glob. Variables count as stars: what any value may make of the pattern. With `bothCases` a pattern
 * that ignores case reads letters of both; without, only folded text is read.
 */
export function automatonOf(glob: Glob, bothCases: boolean): Automaton {
  const tokens = glob.tokens.map((token) => (isVariable(token) ? anyMany : token));
  if (glob.shape === 'nothing') return nothing;
  const ignoreCase = glob.ignoreCase && bothCases;
  const states: State[] = [];
  const ids = new Map<string, number>();
  const intern = (positions: readonly number[]): number => {
    if (positions.length === 0) return dead;
    const key = positions.join();
    const known = ids.get(key);
    if (known !== undefined) return known;
    states.push({ positions, next: new Map(), points: undefined });
    ids.set(key, states.length - 1);
    return states.length - 1;
  };
  const at = (state: number): State => states[state] ?? { positions: [], next: new Map(), points: [] };
  return {
    start: intern(close(tokens, [0])),
    step: (state, point) => {
      const from = at(state);
      const known = from.next.get(point);
      if (known !== undefined) return known;
      const to = intern(advance(tokens, from.positions, ignoreCase ? foldPoint(point) : point));
      from.next.set(point, to);
      return to;
    },
    accepts: (state) => at(state).positions.at(-1) === tokens.length,
    isAll: (state) => tokens.length > 0 && tokens.at(-1) === anyMany && at(state).positions[0] === tokens.length - 1,
    points: (state) => (at(state).points ??= pointsOf(tokens, at(state).positions, ignoreCase)),
  };
}

const nothing: Automaton = {
  start: dead,
  step: () => dead,
  accepts: () => false,
  isAll: () => false,
  points: () => [],
};

function isMany(token: Token | undefined): boolean {
  return token === anyMany || token === manyInPart;
}

/** Adds what a star may skip; positions before the last star that crosses everything add nothing to it. */
function close(tokens: readonly Token[], positions: readonly number[]): readonly number[] {
  const all: number[] = [];
  for (const start of positions) {
    let position = start;
    while (all.at(-1) === undefined || position > (all.at(-1) ?? 0)) {
      all.push(position);
      if (!isMany(tokens[position])) break;
      position++;
    }
  }
  for (let index = all.length - 1; index > 0; index--) {
    if (tokens[all[index] ?? 0] === anyMany) return all.slice(index);
  }
  return all;
}

function advance(tokens: readonly Token[], positions: readonly number[], point: number): readonly number[] {
  const next: number[] = [];
  for (const position of positions) {
    const token = tokens[position];
    const to = token === anyMany || (token === manyInPart && point !== colon) ? position : position + 1;
    const moves = to === position || token === point || token === anyOne || (token === oneInPart && point !== colon);
    if (moves && next.at(-1) !== to) next.push(to);
  }
  return close(
    tokens,
    next.sort((a, b) => a - b),
  );
}

function pointsOf(tokens: readonly Token[], positions: readonly number[], ignoreCase: boolean): readonly number[] {
  const points = new Set<number>();
  for (const position of positions) {
    const token = tokens[position];
    if (typeof token !== 'number') continue;
    if (token === manyInPart || token === oneInPart) points.add(colon);
    if (token < 0) continue;
    points.add(token);
    if (!ignoreCase) continue;
    const upper = String.fromCodePoint(token).toUpperCase();
    if (Array.from(upper).length === 1) points.add(upper.codePointAt(0) ?? token);
  }
  return [...points];
}

function foldPoint(point: number): number {
  return fold(String.fromCodePoint(point)).codePointAt(0) ?? point;
}

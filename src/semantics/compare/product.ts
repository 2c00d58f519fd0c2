/**
 * Which combinations of patterns some text can match at once: breadth-first search of the product of their automata. Only
 * the characters that a live pattern asks about are followed, and one character that none asks about.
 */
import type { Automaton } from './automaton.ts';
import { dead } from './automaton.ts';
import { LimitReached, type Budget } from './budget.ts';

export interface TextClass {
  /** Bit n: pattern n matches. */
  readonly mask: bigint;
  /** A shortest text of the class. */
  readonly sample: string;
}

interface Node {
  readonly parent: Node | undefined;
  readonly point: number;
  readonly bases: readonly number[];
  /** Pattern and state by turns, of the patterns still undecided. */
  readonly live: readonly number[];
  /** Patterns that match whatever follows. */
  readonly always: bigint;
}

/** Every combination of `patterns` that a text in all of `bases` can match, each with a text. */
export function enumerate(bases: readonly Automaton[], patterns: readonly Automaton[], budget: Budget): TextClass[] {
  const found = new Map<bigint, TextClass>();
  const seen = new Set<string>();
  const queue: Node[] = [];
  const push = (node: Node | undefined): void => {
    if (node === undefined) return;
    const key = `${node.bases.join()}|${node.live.join()}|${node.always}`;
    if (seen.has(key)) return;
    if (seen.size >= budget.limits.maxStates) {
      throw new LimitReached(`comparing patterns needs more than ${budget.limits.maxStates} states`);
    }
    seen.add(key);
    queue.push(node);
  };
  push(startNode(bases, patterns));
  for (let at = 0; at < queue.length; at++) {
    const node = queue[at];
    if (node === undefined) break;
    record(node, bases, patterns, found);
    if (isSettled(node, bases)) continue;
    for (const point of pointsOf(node, bases, patterns, budget)) push(follow(node, point, bases, patterns, budget));
  }
  return [...found.values()];
}

function startNode(bases: readonly Automaton[], patterns: readonly Automaton[]): Node | undefined {
  const states = bases.map((base) => base.start);
  if (states.includes(dead)) return undefined;
  return settle(
    undefined,
    0,
    states,
    patterns.flatMap((pattern, index) => [index, pattern.start]),
    0n,
    patterns,
  );
}

function settle(
  parent: Node | undefined,
  point: number,
  bases: readonly number[],
  states: readonly number[],
  before: bigint,
  patterns: readonly Automaton[],
): Node {
  const live: number[] = [];
  let always = before;
  for (let at = 0; at < states.length; at += 2) {
    const index = states[at] ?? 0;
    const state = states[at + 1] ?? dead;
    if (state === dead) continue;
    if (patterns[index]?.isAll(state) === true) always |= 1n << BigInt(index);
    else live.push(index, state);
  }
  return { parent, point, bases, live, always };
}

function record(
  node: Node,
  bases: readonly Automaton[],
  patterns: readonly Automaton[],
  found: Map<bigint, TextClass>,
): void {
  if (!bases.every((base, index) => base.accepts(node.bases[index] ?? dead))) return;
  let mask = node.always;
  for (let at = 0; at < node.live.length; at += 2) {
    const index = node.live[at] ?? 0;
    if (patterns[index]?.accepts(node.live[at + 1] ?? dead) === true) mask |= 1n << BigInt(index);
  }
  if (!found.has(mask)) found.set(mask, { mask, sample: textOf(node) });
}

/** Nothing more can be learnt from longer texts. */
function isSettled(node: Node, bases: readonly Automaton[]): boolean {
  return node.live.length === 0 && bases.every((base, index) => base.isAll(node.bases[index] ?? dead));
}

function follow(
  node: Node,
  point: number,
  bases: readonly Automaton[],
  patterns: readonly Automaton[],
  budget: Budget,
): Node | undefined {
  budget.spend(node.live.length + 1);
  const states: number[] = [];
  for (let index = 0; index < bases.length; index++) {
    const state = bases[index]?.step(node.bases[index] ?? dead, point) ?? dead;
    if (state === dead) return undefined;
    states.push(state);
  }
  const live: number[] = [];
  for (let at = 0; at < node.live.length; at += 2) {
    const index = node.live[at] ?? 0;
    live.push(index, patterns[index]?.step(node.live[at + 1] ?? dead, point) ?? dead);
  }
  return settle(node, point, states, live, node.always, patterns);
}

/** Characters for "any other", those that read well first. */
const others = [...'xyzabcdefghijklmnopqrstuvw0123456789'].map((char) => char.codePointAt(0) ?? 0);

function pointsOf(
  node: Node,
  bases: readonly Automaton[],
  patterns: readonly Automaton[],
  budget: Budget,
): Iterable<number> {
  const points = new Set<number>();
  for (let index = 0; index < bases.length; index++) {
    for (const point of bases[index]?.points(node.bases[index] ?? dead) ?? []) points.add(point);
  }
  for (let at = 0; at < node.live.length; at += 2) {
    for (const point of patterns[node.live[at] ?? 0]?.points(node.live[at + 1] ?? dead) ?? []) points.add(point);
  }
  budget.spend(node.live.length);
  const other = others.find((point) => !points.has(point)) ?? unusedPoint(points);
  return [other, ...points];
}

/** A letter that no pattern names; CJK letters have no case. */
function unusedPoint(points: ReadonlySet<number>): number {
  let point = 0x4e00;
  while (points.has(point)) point++;
  return point;
}

function textOf(node: Node): string {
  const points: number[] = [];
  for (let at: Node | undefined = node; at?.parent !== undefined; at = at.parent) points.push(at.point);
  let text = '';
  for (let at = points.length - 1; at >= 0; at--) text += String.fromCodePoint(points[at] ?? 0);
  return text;
}

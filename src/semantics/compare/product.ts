/**
 * Which combinations of patterns some text can match at once: breadth-first search of the product of their automata. Only
 * the characters that a live pattern asks about are followed, and one character that none asks about. The literal starts
 * of all patterns form one trie, so that a thousand prefixes cost one step and not a thousand.
 */
import type { Automaton } from './automaton.ts';
import { dead } from './automaton.ts';
import { LimitReached, type Budget } from './budget.ts';
import { buildTrie, type TrieNode } from './trie.ts';

/** A pattern of the product. */
export interface Pattern {
  /** What it adds to the mask of a text that matches. */
  readonly bits: bigint;
  /** Literal text at the start, which the trie takes care of; code points. */
  readonly prefix: readonly number[];
  /** What follows the prefix. */
  readonly rest: Automaton;
}

export interface TextClass {
  /** The bits of all patterns that match. */
  readonly mask: bigint;
  /** A shortest text of the class. */
  readonly sample: string;
}

interface Node {
  readonly parent: Node | undefined;
  readonly point: number;
  readonly bases: readonly number[];
  readonly trie: TrieNode | undefined;
  /** Pattern and state by turns, of the patterns past their prefix and still undecided. */
  readonly live: readonly number[];
  /** Bits of patterns that match whatever follows. */
  readonly always: bigint;
}

/** Every mask that a text in all of `bases` can have, each with a text. */
export function enumerate(bases: readonly Automaton[], patterns: readonly Pattern[], budget: Budget): TextClass[] {
  const found = new Map<bigint, TextClass>();
  const seen = new Set<string>();
  const queue: Node[] = [];
  const push = (node: Node | undefined): void => {
    if (node === undefined) return;
    const key = `${node.bases.join()}|${node.trie?.id ?? ''}|${node.live.join()}|${node.always.toString(16)}`;
    if (seen.has(key)) return;
    if (seen.size >= budget.limits.maxStates) {
      throw new LimitReached(`comparing patterns needs more than ${budget.limits.maxStates} states`);
    }
    seen.add(key);
    queue.push(node);
  };
  const states = bases.map((base) => base.start);
  if (!states.includes(dead)) push(settle(undefined, 0, states, buildTrie(patterns), [], 0n, patterns));
  for (let at = 0; at < queue.length; at++) {
    const node = queue[at];
    if (node === undefined) break;
    record(node, bases, patterns, found);
    if (isSettled(node, bases)) continue;
    for (const point of pointsOf(node, bases, patterns, budget)) push(follow(node, point, bases, patterns, budget));
  }
  return [...found.values()];
}

function settle(
  parent: Node | undefined,
  point: number,
  bases: readonly number[],
  trie: TrieNode | undefined,
  states: readonly number[],
  before: bigint,
  patterns: readonly Pattern[],
): Node {
  if (states.length === 0 && (trie === undefined || trie.begins.length === 0)) {
    return { parent, point, bases, trie: kept(trie), live: states, always: before };
  }
  const live: number[] = [];
  let always = before;
  const add = (index: number, state: number): void => {
    if (state === dead) return;
    const pattern = patterns[index];
    if (pattern?.rest.isAll(state) === true) always |= pattern.bits;
    else live.push(index, state);
  };
  for (let at = 0; at < states.length; at += 2) add(states[at] ?? 0, states[at + 1] ?? dead);
  for (const index of trie?.begins ?? []) add(index, patterns[index]?.rest.start ?? dead);
  return { parent, point, bases, trie: kept(trie), live, always };
}

/** A leaf of the trie has told all it knows. */
function kept(trie: TrieNode | undefined): TrieNode | undefined {
  return trie === undefined || trie.next.size === 0 ? undefined : trie;
}

function record(
  node: Node,
  bases: readonly Automaton[],
  patterns: readonly Pattern[],
  found: Map<bigint, TextClass>,
): void {
  for (let at = 0; at < bases.length; at++) if (bases[at]?.accepts(node.bases[at] ?? dead) !== true) return;
  let mask = node.always;
  for (let at = 0; at < node.live.length; at += 2) {
    const pattern = patterns[node.live[at] ?? 0];
    if (pattern?.rest.accepts(node.live[at + 1] ?? dead) === true) mask |= pattern.bits;
  }
  if (!found.has(mask)) found.set(mask, { mask, sample: textOf(node) });
}

/** Nothing more can be learnt from longer texts. */
function isSettled(node: Node, bases: readonly Automaton[]): boolean {
  return (
    node.live.length === 0 && node.trie === undefined && bases.every((base, at) => base.isAll(node.bases[at] ?? dead))
  );
}

function follow(
  node: Node,
  point: number,
  bases: readonly Automaton[],
  patterns: readonly Pattern[],
  budget: Budget,
): Node | undefined {
  budget.spend(node.live.length + 1);
  const states: number[] = [];
  for (let at = 0; at < bases.length; at++) {
    const state = bases[at]?.step(node.bases[at] ?? dead, point) ?? dead;
    if (state === dead) return undefined;
    states.push(state);
  }
  const live: number[] = [];
  for (let at = 0; at < node.live.length; at += 2) {
    const index = node.live[at] ?? 0;
    const state = patterns[index]?.rest.step(node.live[at + 1] ?? dead, point) ?? dead;
    if (state !== dead) live.push(index, state);
  }
  return settle(node, point, states, node.trie?.next.get(point), live, node.always, patterns);
}

/** Characters for "any other", those that read well first. */
const others = Array.from('xyzabcdefghijklmnopqrstuvw0123456789', (char) => char.codePointAt(0) ?? 0);

function pointsOf(
  node: Node,
  bases: readonly Automaton[],
  patterns: readonly Pattern[],
  budget: Budget,
): Iterable<number> {
  const points = new Set<number>(node.trie?.next.keys());
  for (let at = 0; at < bases.length; at++) {
    for (const point of bases[at]?.points(node.bases[at] ?? dead) ?? []) points.add(point);
  }
  for (let at = 0; at < node.live.length; at += 2) {
    for (const point of patterns[node.live[at] ?? 0]?.rest.points(node.live[at + 1] ?? dead) ?? []) points.add(point);
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
  for (let at: Node | undefined = node; at.parent !== undefined; at = at.parent) points.push(at.point);
  let text = '';
  for (let at = points.length - 1; at >= 0; at--) text += String.fromCodePoint(points[at] ?? 0);
  return text;
}

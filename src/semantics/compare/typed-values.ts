/** Representatives of numbers, dates, Booleans, addresses and bytes that the conditions of two policies can tell apart. */
import { isInSet, type ValueSet } from '../condition.ts';

export type TypedFamily = 'numeric' | 'date' | 'bool' | 'ip' | 'binary';

const never = (): undefined => undefined;

/** Texts of the family such that every combination of the sets is shown by one of them. */
export function typedSamples(family: TypedFamily, sets: readonly ValueSet[]): readonly string[] {
  switch (family) {
    case 'numeric':
      return between(numbersOf(sets), 1).map(String);
    case 'date':
      return between(numbersOf(sets), 1000)
        .map(dateText)
        .filter((text) => text !== undefined);
    case 'bool':
      return ['true', 'false'];
    case 'binary':
      return ['', 'AA==', ...sets.flatMap((set) => (set.family === 'binary' ? [...set.bytes] : [])), unlisted(sets)];
    case 'ip':
      return addresses(sets);
  }
}

/** Which of the sets a text is in; no variables in these families. */
export function memberships(sets: readonly ValueSet[], text: string): readonly boolean[] {
  return sets.map((set) => isInSet(set, text, never));
}

function numbersOf(sets: readonly ValueSet[]): number[] {
  const numbers = sets.flatMap((set) => (set.family === 'numeric' || set.family === 'date' ? set.numbers : []));
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** Every limit, a point between neighbours, and one beyond either end; ordinary ones first. */
function between(limits: readonly number[], gap: number): number[] {
  const first = limits[0];
  const last = limits.at(-1);
  if (first === undefined || last === undefined) return [gap === 1 ? 1 : 1_700_000_000_000];
  const points: number[] = [...limits];
  for (let at = 1; at < limits.length; at++) points.push(middle(limits[at - 1] ?? 0, limits[at] ?? 0));
  points.push(first - step(first, gap), last + step(last, gap));
  return points;
}

/** A round number where there is one. */
function middle(low: number, high: number): number {
  const whole = Math.floor(low) + 1;
  return whole < high ? whole : low + (high - low) / 2;
}

/** Large numbers need large steps to change at all. */
function step(limit: number, gap: number): number {
  return Math.max(gap, Math.abs(limit) * 1e-3);
}

function dateText(ms: number): string | undefined {
  const date = new Date(Math.floor(ms));
  const year = date.getUTCFullYear();
  if (Number.isNaN(year)) return undefined;
  return year >= 0 && year <= 9999 ? date.toISOString().replace('.000Z', 'Z') : String(Math.floor(ms) / 1000);
}

function unlisted(sets: readonly ValueSet[]): string {
  const listed = new Set(sets.flatMap((set) => (set.family === 'binary' ? [...set.bytes] : [])));
  for (let count = 1; ; count++) {
    const text = Buffer.from(`other${count}`).toString('base64');
    if (!listed.has(text)) return text;
  }
}

interface Span {
  readonly version: 4 | 6;
  readonly value: bigint;
}

/** Both ends of each block and their neighbours, and an address of each family outside, ordinary ones first. */
function addresses(sets: readonly ValueSet[]): readonly string[] {
  const spans: Span[] = [];
  for (const set of sets) {
    if (set.family !== 'ip') continue;
    for (const { version, first, last } of set.blocks) {
      for (const value of [first, last, first - 1n, last + 1n]) spans.push({ version, value });
      // A host of the block reads better than its network address.
      if (last > first) spans.unshift({ version, value: first + 1n });
    }
  }
  const known: Span[] = [
    { version: 4, value: (198n << 24n) + (51n << 16n) + (100n << 8n) + 1n },
    { version: 6, value: (0x20010db8n << 96n) + 1n },
    { version: 4, value: 0n },
    { version: 4, value: (1n << 32n) - 1n },
    { version: 6, value: 0n },
    { version: 6, value: (1n << 128n) - 1n },
  ];
  return [...new Set([...spans, ...known].flatMap((span) => addressText(span) ?? []))];
}

function addressText({ version, value }: Span): string | undefined {
  const bits = version === 4 ? 32n : 128n;
  if (value < 0n || value >= 1n << bits) return undefined;
  if (version === 4) return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join('.');
  return Array.from({ length: 8 }, (_, at) => ((value >> BigInt(112 - 16 * at)) & 65535n).toString(16)).join(':');
}

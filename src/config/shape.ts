/** Reading untrusted values: each function returns the typed value or says, with a pointer, what is wrong. */
import { pointerOf } from '../policy/place.ts';

/** The known names most like a wrong one, best first. */
export type Nearest = (name: string, candidates: Iterable<string>, limit?: number) => readonly string[];

export interface Reader {
  readonly problem: (at: string, text: string) => void;
  readonly nearest: Nearest;
}

export function step(at: string, key: string | number): string {
  return pointerOf(at, [key]);
}

/** A value as a message shows it: short, on one line. */
export function show(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  if (typeof value !== 'string')
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : typeof value;
  return JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}…` : value);
}

/** ` Did you mean "x"?`, or nothing. */
export function didYouMean(reader: Reader, name: string, candidates: Iterable<string>): string {
  const [best] = reader.nearest(name, candidates, 1);
  return best === undefined ? '' : ` Did you mean "${best}"?`;
}

/** The members of an object; with `known`, other names are problems (and left out). */
export function readObject(
  reader: Reader,
  value: unknown,
  at: string,
  known?: readonly string[],
): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    reader.problem(at, `expected an object, found ${show(value)}.`);
    return undefined;
  }
  const members = new Map<string, unknown>(Object.entries(value));
  for (const name of known ? members.keys() : []) {
    if (known?.includes(name) !== false) continue;
    members.delete(name);
    reader.problem(step(at, name), `unknown key.${didYouMean(reader, name, known)} Known: ${known.join(', ')}.`);
  }
  return members;
}

/** A list, read item by item; items with problems are left out. */
export function readList<T>(
  reader: Reader,
  value: unknown,
  at: string,
  readItem: (item: unknown, at: string) => T | undefined,
): readonly NonNullable<T>[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    reader.problem(at, `expected a list, found ${show(value)}.`);
    return [];
  }
  const items = value.map((item: unknown, index) => readItem(item, step(at, index)));
  return items.filter((item) => item !== undefined && item !== null);
}

/** A text with something in it. */
export function readText(reader: Reader, value: unknown, at: string): string | undefined {
  if (typeof value === 'string' && value.trim() !== '') return value;
  reader.problem(at, typeof value === 'string' ? 'is empty.' : `expected a string, found ${show(value)}.`);
  return undefined;
}

/** One text or a list of at least one. */
export function readTexts(reader: Reader, value: unknown, at: string): readonly string[] {
  if (!Array.isArray(value)) {
    const text = readText(reader, value, at);
    return text === undefined ? [] : [text];
  }
  if (value.length === 0) reader.problem(at, 'is empty: name at least one.');
  return readList(reader, value, at, (item, itemAt) => readText(reader, item, itemAt));
}

/** One of a few texts. */
export function readChoice<T extends string>(
  reader: Reader,
  value: unknown,
  at: string,
  choices: readonly T[],
): T | undefined {
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  const hint = typeof value === 'string' ? didYouMean(reader, value, choices) : '';
  reader.problem(at, `expected one of ${choices.join(', ')}; found ${show(value)}.${hint}`);
  return undefined;
}

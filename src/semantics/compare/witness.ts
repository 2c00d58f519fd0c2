/** A concrete request out of a box that is left over. */
import { isVariable, matchTokens, type Glob } from '../glob.ts';
import { anyMany, type Token } from '../../policy/glob.ts';
import { variableParts } from '../request.ts';
import { lowest, members } from './bits.ts';
import type { Box, KeySet } from './box.ts';
import type { ElementClass } from './element-classes.ts';
import type { KeyDimension } from './key-dimension.ts';
import type { KnownCaller } from './callers.ts';

/** What the classes of a box stand for. */
export interface Space {
  readonly actions: readonly ElementClass[];
  readonly resources: readonly ElementClass[];
  readonly callers: readonly KnownCaller[];
  readonly keys: readonly KeyDimension[];
  /** All patterns with variables that the statements have. */
  readonly variableGlobs: readonly Glob[];
}

export interface Witness {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

type Context = Record<string, string | readonly string[]>;

const maxCandidates = 48;

/** Requests of the box, the simplest first. Some may turn out not to be what they should be: the evaluator decides. */
export function* candidates(box: Box, space: Space): Iterable<Witness> {
  const [actionBits = 0n, resourceBits = 0n, callerBits = 0n] = box.plain;
  const principals = pick(callerBits, 3).flatMap((at) => space.callers[at]?.caller.text ?? []);
  const actions = pick(actionBits, 3).flatMap((at) => choicesOf(space.actions[at]));
  const resources = pick(resourceBits, 3).flatMap((at) => choicesOf(space.resources[at]));
  const settings = space.keys.map((dimension, at) => settingsOf(box.keys[at], dimension));
  let count = 0;
  for (const [principal, action, resource, ...values] of oneByOne([principals, actions, resources, ...settings])) {
    const chosen = { principal: principal as string, action: action as Choice, resource: resource as Choice };
    for (const witness of fill(chosen, values as readonly Setting[], space)) {
      yield witness;
      if (++count >= maxCandidates) return;
    }
  }
}

/** A text, and the patterns whose variables must be filled so that they match it. */
interface Choice {
  readonly text: string;
  readonly filled: readonly Glob[];
}

interface Setting {
  readonly key: string;
  readonly name: string;
  /** Undefined: absent. */
  readonly value: string | readonly string[] | undefined;
  readonly filled: readonly (readonly [Glob, string])[];
}

function pick(bits: bigint, count: number): number[] {
  const chosen: number[] = [];
  for (const index of members(bits)) {
    chosen.push(index);
    if (chosen.length === count) break;
  }
  return chosen;
}

function choicesOf(one: ElementClass | undefined): Choice[] {
  if (one === undefined) return [];
  const { filled } = one;
  const written = filled.flatMap((glob) =>
    [...new Set([instanceOf(glob, false), instanceOf(glob, true)])].map((text) => ({ text, filled })),
  );
  return [...written, ...one.samples().map((text) => ({ text, filled }))];
}

/** The pattern with every variable and star written out. */
function instanceOf(glob: Glob, withDefaults: boolean): string {
  const fill = (variable: string): string => (withDefaults ? variableParts(variable).fallback : undefined) ?? 'value1';
  return glob.tokens
    .map((token) =>
      isVariable(token) ? fill(token) : token >= 0 ? String.fromCodePoint(token) : token === anyMany ? '' : 'x',
    )
    .join('');
}

function settingsOf(set: KeySet | undefined, dimension: KeyDimension): Setting[] {
  const { key, name } = dimension;
  const absent: Setting[] = set === undefined || set.absent ? [{ key, name, value: undefined, filled: [] }] : [];
  if (set === undefined || set.all === 0n) return absent;
  const present = pick(set.some[0] === undefined ? set.all : set.all & set.some[0], 3).flatMap((first) =>
    valuesFrom(first, set, dimension),
  );
  return [...absent, ...present];
}

function valuesFrom(first: number, set: KeySet, dimension: KeyDimension): Setting[] {
  const { key, name, values } = dimension;
  const classes = new Set([first]);
  for (const bits of set.some) {
    if (![...classes].some((at) => ((bits >> BigInt(at)) & 1n) === 1n)) classes.add(lowest(bits & set.all));
  }
  const chosen = [...classes].flatMap((at) => values[at] ?? []);
  const filledOf = (texts: readonly string[]): (readonly [Glob, string])[] =>
    chosen.flatMap((value, at) => value.filled.map((glob) => [glob, texts[at] ?? ''] as const));
  const make = (round: number): Setting => {
    const texts = chosen.map((value) => value.samples[Math.min(round, value.samples.length - 1)] ?? '');
    return { key, name, value: texts.length === 1 ? texts[0] : texts, filled: filledOf(texts) };
  };
  const written = chosen.flatMap((value) => value.filled);
  const own = written[0] !== undefined && chosen.length === 1 ? [instanceSetting(key, name, written[0])] : [];
  return [
    ...own,
    ...Array.from({ length: Math.min(2, Math.max(...chosen.map((value) => value.samples.length))) }, (_, round) =>
      make(round),
    ),
  ];
}

function instanceSetting(key: string, name: string, glob: Glob): Setting {
  const text = instanceOf(glob, false);
  return { key, name, value: text, filled: [[glob, text]] };
}

/** The first of every list, then each other choice with the rest as at first. */
function* oneByOne(lists: readonly (readonly unknown[])[]): Iterable<unknown[]> {
  if (lists.some((list) => list.length === 0)) return;
  yield lists.map((list) => list[0]);
  for (let at = 0; at < lists.length; at++) {
    const list = lists[at] ?? [];
    for (let other = 1; other < list.length; other++)
      yield lists.map((own, index) => (index === at ? list[other] : own[0]));
  }
}

/** Gives the variables values: what makes the patterns match that must, or nothing, or something unlike all. */
function* fill(
  { principal, action, resource }: { principal: string; action: Choice; resource: Choice },
  settings: readonly Setting[],
  space: Space,
): Iterable<Witness> {
  const context: Context = {};
  const absent = new Set<string>();
  for (const { key, name, value } of settings) {
    if (value === undefined) absent.add(key);
    else context[name] = value;
  }
  const needs = [
    ...resource.filled.map((glob) => [glob, resource.text] as const),
    ...settings.flatMap(({ filled }) => filled),
  ];
  const captured: Context = {};
  for (const [glob, text] of needs) Object.assign(captured, capture(glob, text));
  const given = new Set(Object.keys(context).map((name) => name.toLowerCase()));
  const complete = (extra: Context): Context => {
    const added = Object.entries(extra).filter(([key]) => !given.has(key));
    return { ...context, ...Object.fromEntries(added) };
  };
  const make = (extra: Context): Witness => ({
    principal,
    action: action.text,
    resource: resource.text,
    context: complete(extra),
  });
  yield make(captured);
  const names = variableNames(space.variableGlobs).filter(
    (key) => !given.has(key) && !(key in captured) && !absent.has(key),
  );
  if (names.length > 0) yield make({ ...captured, ...Object.fromEntries(names.map((key) => [key, 'unrelated'])) });
  if (Object.keys(captured).length > 0)
    yield make(Object.fromEntries(Object.keys(captured).map((key) => [key, 'unrelated'])));
  if (Object.keys(captured).length > 0) yield make({});
  yield* adapted(make, captured, context);
}

/** Values of variables may also have to follow from keys that are already set. */
function* adapted(make: (extra: Context) => Witness, captured: Context, context: Context): Iterable<Witness> {
  const values = Object.values(context).filter((value) => typeof value === 'string');
  for (const key of Object.keys(captured))
    for (const value of values.slice(0, 2)) yield make({ ...captured, [key]: value });
}

function variableNames(globs: readonly Glob[]): string[] {
  return [...new Set(globs.flatMap((glob) => glob.tokens.filter(isVariable).map((token) => variableParts(token).key)))];
}

/** Values for the pattern's variables with which it matches the text, found one variable at a time. */
function capture(glob: Glob, text: string): Context {
  const found: Context = {};
  let tokens: readonly Token[] = glob.tokens;
  for (;;) {
    const token = tokens.find(isVariable);
    if (token === undefined) return found;
    const value = valueFor(tokens, token, text);
    if (value === undefined) return found;
    found[variableParts(token).key] = value;
    tokens = substitute(tokens, token, value);
  }
}

function valueFor(tokens: readonly Token[], token: string, text: string): string | undefined {
  const at = tokens.indexOf(token);
  const before = tokens.slice(0, at);
  const starts = before.every((one) => typeof one === 'number' && one >= 0) ? [before.length] : range(text.length);
  for (const start of starts) {
    for (const end of [...range(text.length).filter((one) => one > start), start]) {
      const value = text.slice(start, end);
      const rest = substitute(tokens, token, value).map((one) => (isVariable(one) ? anyMany : one));
      if (matchTokens(rest, text)) return value;
    }
    if (start > 120) return undefined;
  }
  return undefined;
}

function range(length: number): number[] {
  return Array.from({ length: Math.min(length, 120) + 1 }, (_, at) => at);
}

function substitute(tokens: readonly Token[], token: string, value: string): readonly Token[] {
  const points = Array.from(value, (char) => char.codePointAt(0) ?? 0);
  return tokens.flatMap((one) => (one === token ? points : [one]));
}

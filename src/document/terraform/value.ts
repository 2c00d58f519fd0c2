/**
 * Values of a Terraform configuration as far as the text alone tells them, each knowing where it stands. A policy is put
 * together from them, so one policy may stand in several places of several files.
 */
import type { Location, ResourceRef } from '../../finding.ts';
import { pointerOf, type Path, type PolicySource } from '../../policy/place.ts';
import { unknownPart } from '../../policy/unknown.ts';
import type { SourceFile } from './source-file.ts';

/** Where something stands; worked out when asked for. */
export type Spot = () => Location;

export type Value = TextValue | ScalarValue | ListValue | ObjectValue | UnknownValue;

export interface TextValue {
  readonly kind: 'text';
  /** With unknown parts where the text depends on what is not known. */
  readonly text: string;
  readonly at: Spot;
  /** The text is JSON made of this value, and `text` is empty: see `textOf`. */
  readonly json?: Value;
  /** Names of the `aws_iam_policy_document` whose JSON this is. */
  readonly document?: string;
  /** Names the `aws_iam_policy_document` in whose JSON something was replaced. */
  readonly source?: string;
  /** How and where the text was written. */
  readonly written?: Written;
}

/** A text as it stands in a file, piece by piece. */
export interface Written {
  readonly file: SourceFile;
  readonly pieces: readonly Piece[];
}

/** A run of a text as written: `start` and `end` are offsets in its file. */
export interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly kind: 'verbatim' | 'escape' | 'filled' | 'directive';
}

export interface ScalarValue {
  readonly kind: 'scalar';
  readonly value: number | boolean | null;
  readonly at: Spot;
}

export interface ListValue {
  readonly kind: 'list';
  /** An unknown item may stand for any number of items. */
  readonly items: readonly Value[];
  readonly at: Spot;
  /** What stands for its items may be none. */
  readonly mayBeEmpty?: boolean;
}

export interface ObjectValue {
  readonly kind: 'object';
  readonly members: readonly Member[];
  readonly at: Spot;
}

export interface Member {
  readonly name: string;
  readonly nameAt: Spot;
  readonly value: Value;
  /** It may turn out not to be there. */
  readonly isOptional?: boolean;
}

export interface UnknownValue {
  readonly kind: 'unknown';
  /** As a person wrote it, or what names it. */
  readonly expression: string;
  readonly at: Spot;
  readonly source?: string;
}

/** No policy comes near: one quoted by the whole of AWS has some hundred values. */
const largest = { size: 20_000, depth: 200 };
const measures = new WeakMap<Value, { readonly size: number; readonly depth: number }>();

/**
 * Whether the value is of a size that a policy could have. Values are shared, so a few lines of text can make one that is
 * endless in full: it must not be written out.
 */
export function isReasonable(value: Value): boolean {
  const { size, depth } = measure(value);
  return size <= largest.size && depth <= largest.depth;
}

/** Whether two values are the same; of large ones that is not worth finding out. */
export function isSame(one: Value, other: Value): boolean {
  if (one === other) return true;
  if (one.kind === 'unknown' || measure(one).size !== measure(other).size || measure(one).size > 500) return false;
  return isReasonable(one) && JSON.stringify(toJson(one)) === JSON.stringify(toJson(other));
}

function measure(value: Value): { readonly size: number; readonly depth: number } {
  const known = measures.get(value);
  if (known) return known;
  const below =
    value.kind === 'list' ? value.items : value.kind === 'object' ? value.members.map((one) => one.value) : [];
  const parts = (value.kind === 'text' && value.json ? [value.json] : below).map(measure);
  const size = parts.reduce((sum, part) => sum + part.size, 1);
  const measured = { size, depth: 1 + Math.max(0, ...parts.slice(0, 10_000).map(({ depth }) => depth)) };
  measures.set(value, measured);
  return measured;
}

/** The plain JSON value, unknown values as unknown parts. Depth is bounded where values are made. */
export function toJson(value: Value): unknown {
  switch (value.kind) {
    case 'text':
      return textOf(value);
    case 'scalar':
      return value.value;
    case 'unknown':
      return unknownPart(value.expression);
    case 'list':
      return value.items.map(toJson);
    case 'object':
      return Object.fromEntries(value.members.map(({ name, value: member }) => [name, toJson(member)]));
  }
}

/** The text of a text value, also of one that is encoded JSON. */
export function textOf(value: TextValue): string {
  return value.json ? JSON.stringify(toJson(value.json)) : value.text;
}

/** The value as text, as Terraform converts it; undefined for a list, an object, null, or a text out of all proportion. */
export function asText(value: Value): string | undefined {
  if (value.kind === 'text') return isReasonable(value) ? textOf(value) : undefined;
  if (value.kind === 'unknown') return unknownPart(value.expression);
  if (value.kind === 'scalar' && value.value !== null) return String(value.value);
  return undefined;
}

/** The value of a member; of equal names the last. */
export function memberOf(value: Value | undefined, name: string): Value | undefined {
  return value?.kind === 'object' ? value.members.findLast((member) => member.name === name)?.value : undefined;
}

export interface SourceOptions {
  readonly file: string | undefined;
  /** Where the policy is in its file, in the manner of Terraform's JSON syntax. */
  readonly pointer: string;
  readonly resource?: ResourceRef | undefined;
}

/** The policy source of a value: it has positions, and no ranges, since no fix writes Terraform. */
export function sourceOf(root: Value, { file, pointer, resource }: SourceOptions): PolicySource {
  return {
    ...(file !== undefined && { file }),
    pointer,
    ...(resource && { resource }),
    locate: (path, part) => ({ ...spotOf(root, path, part)(), pointer: pointerOf(pointer, path) }),
  };
}

/** Where the value at a path stands; of one that does not exist, where the nearest around it does. */
function spotOf(root: Value, path: Path, part: 'value' | 'name'): Spot {
  let value = root;
  let nameAt: Spot | undefined;
  for (const step of path) {
    const member = value.kind === 'object' ? value.members.findLast(({ name }) => name === String(step)) : undefined;
    const next = value.kind === 'list' ? value.items[Number(step)] : member?.value;
    if (next === undefined) return value.at;
    nameAt = member?.nameAt;
    value = next;
  }
  return part === 'name' && nameAt ? nameAt : value.at;
}

/** A JSON value as a Value whose positions another reader tells. */
export function fromJson(json: unknown, locate: (path: Path, part: 'value' | 'name') => Location): Value {
  return convert(json, [], locate);
}

function convert(json: unknown, path: Path, locate: (path: Path, part: 'value' | 'name') => Location): Value {
  const at: Spot = () => locate(path, 'value');
  if (typeof json === 'string') return { kind: 'text', text: json, at };
  if (Array.isArray(json)) {
    return { kind: 'list', items: json.map((item: unknown, index) => convert(item, [...path, index], locate)), at };
  }
  if (typeof json === 'object' && json !== null) {
    const members = Object.entries(json).map(([name, item]) => {
      const below = [...path, name];
      return { name, nameAt: () => locate(below, 'name'), value: convert(item, below, locate) };
    });
    return { kind: 'object', members, at };
  }
  return { kind: 'scalar', value: typeof json === 'number' || typeof json === 'boolean' ? json : null, at };
}

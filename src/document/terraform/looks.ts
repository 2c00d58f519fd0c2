/** Finds what looks like a policy in a value of which nobody says what it is. */
import type { Path } from '../../policy/place.ts';
import { readWritten } from './template.ts';
import { isReasonable, memberOf, type Spot, type TextValue, type Value } from './value.ts';

export interface Look {
  /** Where in the value it stands. */
  readonly path: Path;
  readonly at: Spot;
  /** Undefined when it cannot be judged. */
  readonly policy?: Value;
  readonly reason?: string;
}

/** Policies, and texts that hold some. */
export function findLooks(value: Value): readonly Look[] {
  if (!isReasonable(value)) return [{ path: [], at: value.at, reason: 'it is too large for a policy' }];
  return looksIn(value, []);
}

function looksIn(value: Value, path: Path): readonly Look[] {
  if (value.kind === 'text') return looksInText(value, path);
  if (isPolicy(value)) return [{ path, at: value.at, policy: value }];
  if (value.kind === 'list') return value.items.flatMap((item, index) => looksIn(item, [...path, index]));
  return value.kind === 'object' ? value.members.flatMap((one) => looksIn(one.value, [...path, one.name])) : [];
}

/** An object with a statement that has an Effect. */
function isPolicy(value: Value): boolean {
  const statement = memberOf(value, 'Statement');
  const statements = statement?.kind === 'list' ? statement.items : statement ? [statement] : [];
  return statements.some((one) => memberOf(one, 'Effect') !== undefined);
}

const names = [/\bStatement["']?\s*[:=]/, /\bEffect["']?\s*[:=]/];

/** Whether a text has what a policy has. */
export function holdsPolicy(text: string): boolean {
  return names.every((one) => one.test(text));
}

function looksInText({ json, written, text, document, at }: TextValue, path: Path): readonly Look[] {
  if (document !== undefined) return [];
  if (json) return inDocument(json, at, path);
  if (!written || !holdsPolicy(text)) return [];
  const read = readWritten(written);
  if ('policy' in read) return inDocument(read.policy, at, path);
  return [{ path, at, reason: 'its text is no JSON, or not known as a whole' }];
}

/** A policy inside another document, such as a template, may be written in that document's own way. */
function inDocument(json: Value, at: Spot, path: Path): readonly Look[] {
  const looks = findLooks(json);
  if (looks.length === 1 && looks[0]?.policy === json) return [{ path, at, policy: json }];
  return looks.length === 0 ? [] : [{ path, at, reason: 'the policy in it is a part of another document' }];
}

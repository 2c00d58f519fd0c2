/** One entry of `suppressions`. */
import type { ConfigPlace, Suppression, SuppressionTarget } from './config.ts';
import { readGlobs } from './read-globs.ts';
import { unknownRule, type KnownRules } from './rule-setting.ts';
import { readObject, readText, readTexts, show, step, type Reader } from './shape.ts';

/** The members of a suppression. */
export const suppressionKeys = [
  'rules', 'rule', 'files', 'pointer', 'sid', 'resource', 'path', 'reason', 'expires',
] as const; // prettier-ignore

export function readSuppression(
  reader: Reader,
  value: unknown,
  at: string,
  known: KnownRules,
  place: ConfigPlace,
): Suppression | undefined {
  const members = readObject(reader, value, at, suppressionKeys);
  if (!members) return undefined;
  const names = readNames(reader, members, at);
  const text = (key: string): Record<string, string> => {
    const read = members.has(key) ? readText(reader, members.get(key), step(at, key)) : undefined;
    return read === undefined ? {} : { [key]: read };
  };
  return {
    at,
    names: names.map(({ name }) => name),
    targets: names.flatMap((name) => readTargets(reader, name, known)),
    ...(members.has('files') && { files: readGlobs(reader, members.get('files'), step(at, 'files'), place) }),
    ...readPointer(reader, members, at),
    ...text('sid'),
    ...text('resource'),
    ...text('path'),
    reason: readReason(reader, members, at),
    ...readExpiry(reader, members, at),
  };
}

interface Name {
  readonly name: string;
  readonly at: string;
}

function readNames(reader: Reader, members: ReadonlyMap<string, unknown>, at: string): readonly Name[] {
  const key = members.has('rules') ? 'rules' : 'rule';
  if (members.has('rules') && members.has('rule')) reader.problem(step(at, 'rule'), 'stands beside "rules"; keep one.');
  if (!members.has(key)) {
    reader.problem(at, 'names no rule: "rules" is missing.');
    return [];
  }
  const value = members.get(key);
  const names = readTexts(reader, value, step(at, key));
  return names.map((name, index) => ({ name, at: Array.isArray(value) ? step(step(at, key), index) : step(at, key) }));
}

function readTargets(reader: Reader, { name, at }: Name, { suppressible }: KnownRules): readonly SuppressionTarget[] {
  const targets = suppressible.resolve(name);
  if (targets.length === 0) reader.problem(at, unknownRule(reader, name, suppressible));
  return targets;
}

function readReason(reader: Reader, members: ReadonlyMap<string, unknown>, at: string): string {
  if (members.has('reason')) return readText(reader, members.get('reason'), step(at, 'reason')) ?? '';
  reader.problem(at, 'gives no reason: "reason" is missing.');
  return '';
}

/** RFC 6901: empty, or steps that each begin with a slash, `~` only as `~0` and `~1`. */
function readPointer(reader: Reader, members: ReadonlyMap<string, unknown>, at: string): { pointer?: string } {
  if (!members.has('pointer')) return {};
  const value = members.get('pointer');
  if (typeof value === 'string' && /^(?:\/|$)/.test(value) && !/~(?![01])/.test(value)) return { pointer: value };
  reader.problem(step(at, 'pointer'), `expected a JSON pointer such as "/Statement/0", found ${show(value)}.`);
  return {};
}

function readExpiry(reader: Reader, members: ReadonlyMap<string, unknown>, at: string): { expires?: string } {
  if (!members.has('expires')) return {};
  const value = members.get('expires');
  if (typeof value === 'string' && isDay(value)) return { expires: value };
  reader.problem(step(at, 'expires'), `expected a day as "YYYY-MM-DD", found ${show(value)}.`);
  return {};
}

/** A day of the calendar: the 30th of February is turned into a day of March, and so differs. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

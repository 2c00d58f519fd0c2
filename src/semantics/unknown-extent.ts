/** What a policy of a template grants at least and at most, while parts of its texts are known only at deployment. */
import type { Policy } from '../policy/model.ts';
import { parsePolicy } from '../policy/parse.ts';
import { hasUnknownPart, hideMarks, splitUnknownParts } from '../policy/unknown.ts';

/** Whether a text that counts has an unknown part. */
export function hasUnknownTexts(policy: Policy): boolean {
  return rawStatements(policy).some((one) => isMembers(one) && isOpen(one));
}

/** An unknown part of a Deny stands for anything, one of an Allow for some text that nobody names, or excludes anything. */
export function leastOf(policy: Policy): Policy {
  return rewrite(policy, (statement) => [
    statement['Effect'] === 'Deny' ? widen(statement) : (standIn(excludeMost(statement), 0) as Members),
  ]);
}

/** What is excluded may turn out to be everything. */
function excludeMost(statement: Members): Members {
  return Object.fromEntries(
    Object.entries(statement).map(([name, value]) => [
      name,
      /^Not(?:Action|Resource)$/.test(name) ? widenTexts(value) : value,
    ]),
  );
}

/** A text of `leastOf` as the policy writes it, unknown parts as `${expression}`. */
export function showStandIns(text: string): string {
  return text.replace(/zq([0-9a-f]+)zq/g, (_, hex: string) => `\${${hideMarks(Buffer.from(hex, 'hex').toString())}}`);
}

function standIn(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return standInText(value);
  if (typeof value !== 'object' || value === null || depth > 8) return value;
  if (Array.isArray(value)) return value.map((item) => standIn(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [standInText(name), standIn(member, depth + 1)]),
  );
}

function standInText(text: string): string {
  if (!hasUnknownPart(text)) return text;
  const parts = splitUnknownParts(text);
  return parts.map((one) => (one.isUnknown ? `zq${Buffer.from(one.text).toString('hex')}zq` : one.text)).join('');
}

/** An unknown part of an Allow stands for anything, and a Deny with one is left out. */
export function mostOf(policy: Policy): Policy {
  return rewrite(policy, (statement) => {
    if (!isOpen(statement)) return [statement];
    return statement['Effect'] === 'Deny' ? [] : [widen(statement)];
  });
}

type Members = Readonly<Record<string, unknown>>;

function rawStatements({ raw }: Policy): readonly unknown[] {
  const statement = isMembers(raw) ? raw['Statement'] : undefined;
  return Array.isArray(statement) ? statement : [statement];
}

function rewrite(policy: Policy, change: (statement: Members) => readonly Members[]): Policy {
  const statements = rawStatements(policy).flatMap((one): readonly unknown[] => (isMembers(one) ? change(one) : [one]));
  const raw = { ...(policy.raw as Members), Statement: statements };
  const { type, resourceType, source } = policy;
  return parsePolicy(raw, { type, source, ...(resourceType !== undefined && { resourceType }) });
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOpen(statement: Members): boolean {
  return Object.entries(statement).some(([name, value]) => name !== 'Sid' && hasUnknown(value));
}

/** The depth of a sound statement is small; a text beyond it is taken for unknown. */
function hasUnknown(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return hasUnknownPart(value);
  if (typeof value !== 'object' || value === null) return false;
  if (depth > 8) return true;
  return Object.entries(value).some(([name, member]) => hasUnknownPart(name) || hasUnknown(member, depth + 1));
}

function widen(statement: Members): Members {
  return Object.fromEntries(
    Object.entries(statement).flatMap(([name, value]): [string, unknown][] => {
      if (name === 'Effect' || !hasUnknown(value)) return [[name, value]];
      if (name === 'Condition') return [];
      if (name === 'NotAction' || name === 'NotResource') return [[name.slice(3), '*']];
      if (name === 'Principal' || name === 'NotPrincipal') return [['Principal', '*']];
      return [[name, widenTexts(value)]];
    }),
  );
}

function widenTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(widenTexts);
  return typeof value === 'string' ? value.replace(/\uE000[^\uE001]*\uE001/g, '*') : value;
}

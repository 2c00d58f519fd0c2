/** Turns what the SDK returns into what the AWS CLI prints: ISO dates with an offset, policy documents as objects. */
import type { Printed } from './types.ts';

/** Members that hold a policy document, URL-encoded (RFC 3986) in the IAM API and decoded by the AWS CLI. */
const documentMembers = new Set(['PolicyDocument', 'AssumeRolePolicyDocument', 'Document']);

/** `$metadata` belongs to the SDK, the others to one page of many. */
const dropped = new Set(['$metadata', 'IsTruncated', 'Marker', 'nextToken', 'NextToken']);

/** The members of an answer, as the AWS CLI prints them with its pages joined. */
export function printAnswer(answer: object): Printed {
  return Object.fromEntries(Object.entries(printMembers(answer)).filter(([name]) => !dropped.has(name)));
}

function printMembers(value: object): Record<string, unknown> {
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([name, member]: [string, unknown]) => [name, printMember(name, member)]));
}

function printMember(name: string, member: unknown): unknown {
  return documentMembers.has(name) && typeof member === 'string' ? decodeDocument(member) : printValue(member);
}

function printValue(value: unknown): unknown {
  if (value instanceof Date) return printDate(value);
  if (Array.isArray(value)) return value.map(printValue);
  return typeof value === 'object' && value !== null ? printMembers(value) : value;
}

/** `2026-01-31T12:00:00+00:00`; fractions of a second only where there are some. */
export function printDate(date: Date): string {
  return Number.isNaN(date.getTime()) ? 'Invalid Date' : date.toISOString().replace(/(\.000)?Z$/, '+00:00');
}

/** The document as an object; the text unchanged when it is no JSON. */
export function decodeDocument(text: string): unknown {
  try {
    return JSON.parse(text.trimStart().startsWith('{') ? text : decodeURIComponent(text)) as unknown;
  } catch {
    return text;
  }
}

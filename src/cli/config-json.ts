/** A configuration in JSON or JSONC, with the place of every value. */
import type { ObjectNode, ValueNode } from '@humanwhocodes/momoa';
import { UsageError } from '../errors.ts';
import type { Location } from '../finding.ts';
import { pointerOf } from '../policy/place.ts';

type Position = Omit<Location, 'file' | 'pointer'>;

export interface ParsedConfig {
  readonly value: unknown;
  readonly locate: (pointer: string) => Position | undefined;
}

/** More levels than any configuration has: the parser recurses. */
const deepest = 64;

/** `file` names the configuration in errors. Comments and trailing commas only with `withComments` (JSONC). */
export async function parseConfigText(text: string, file: string, withComments: boolean): Promise<ParsedConfig> {
  const { parse } = await import('@humanwhocodes/momoa');
  // The parser rejects a byte order mark.
  const plain = text.replace(/^\uFEFF/, '');
  if (plain.trim() === '') throw new UsageError(`The configuration ${file} is empty; write at least {}.`);
  try {
    const tree = parse(plain, { mode: withComments ? 'jsonc' : 'json', allowTrailingCommas: withComments });
    const places = new Map<string, Position>();
    const value = readNode(tree.body, '', 0, { file, places });
    return { value, locate: (pointer) => places.get(pointer) };
  } catch (error) {
    throw error instanceof UsageError ? error : explain(error, file);
  }
}

function explain(error: unknown, file: string): UsageError {
  if (error instanceof RangeError) return tooDeep(file);
  const { line, column, message } = error as { line?: number; column?: number; message?: string };
  const what = (message ?? String(error)).replace(/\s*\(\d+:\d+\)$/, '');
  const where = line === undefined ? '' : `:${line}:${column ?? 1}`;
  return new UsageError(`The configuration ${file}${where} is not valid JSON: ${what}`);
}

function tooDeep(file: string): UsageError {
  return new UsageError(`The configuration ${file} is nested more than ${deepest} levels deep.`);
}

interface Reading {
  readonly file: string;
  readonly places: Map<string, Position>;
}

/** Own evaluation: the library's would set the prototype for a member called `__proto__`. */
function readNode(node: ValueNode, at: string, depth: number, reading: Reading): unknown {
  if (depth > deepest) throw tooDeep(reading.file);
  const { start, end } = node.loc;
  const position = { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
  reading.places.set(at, position);
  switch (node.type) {
    case 'Object':
      return readMembers(node, at, depth, reading);
    case 'Array':
      return node.elements.map((element, index) => readNode(element.value, pointerOf(at, [index]), depth + 1, reading));
    case 'Null':
      return null;
    case 'String':
    case 'Number':
    case 'Boolean':
      return node.value;
    default:
      throw new UsageError(
        `The configuration ${reading.file}:${start.line}:${start.column} is not valid JSON: ${node.type}`,
      );
  }
}

/** A name that stands twice is an error: JSON would keep the second in silence. */
function readMembers(node: ObjectNode, at: string, depth: number, reading: Reading): unknown {
  const members = new Map<string, unknown>();
  for (const { name, value } of node.members) {
    const key = name.type === 'String' ? name.value : name.name;
    if (members.has(key)) {
      const { line, column } = name.loc.start;
      throw new UsageError(
        `The configuration ${reading.file}:${line}:${column} has ${JSON.stringify(key)} twice in one object.`,
      );
    }
    members.set(key, readNode(value, pointerOf(at, [key]), depth + 1, reading));
  }
  return Object.fromEntries(members);
}

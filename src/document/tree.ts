/**
 * JSON text to a tree of offsets. Made only for a document with a finding, a key that stands twice, a syntax error or a
 * fix: JSON.parse reads the values. Not recursive, so no depth of nesting can exhaust the stack.
 */
import { Fault, faultAt, readScalar, readString, skipSpace } from './tokens.ts';

export interface JsonNode {
  readonly kind: 'object' | 'array' | 'scalar';
  readonly start: number;
  end: number;
  /** The member's name, for a child of an object. */
  readonly name: JsonName | undefined;
  /** In the order of the text; of an object also those that a later member of the same name replaces. */
  readonly children: JsonNode[];
}

export interface JsonName {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Of every scalar: nothing is ever added to it. */
const none: JsonNode[] = [];

const closers = { object: '}', array: ']', scalar: '' } as const;

/** Parses strict JSON from offset `start`; throws a `Fault` where the text departs from it. */
export function parseTree(text: string, start: number): JsonNode {
  const open: JsonNode[] = [];
  let root: JsonNode | undefined;
  let at = skipSpace(text, start);
  do {
    const parent = open.at(-1);
    const node = readNode(text, at, parent);
    root ??= node;
    parent?.children.push(node);
    at = skipSpace(text, node.end);
    if (node.kind !== 'scalar') {
      open.push(node);
      if (text[at] !== closers[node.kind]) continue;
    }
    at = closeContainers(text, at, open);
  } while (open.length > 0);
  if (at < text.length) throw faultAt(text, at, 'the end of the file');
  return root;
}

/** Reads a scalar, or the opening bracket of a container, with its name in an object. */
function readNode(text: string, at: number, parent: JsonNode | undefined): JsonNode {
  if (parent !== undefined && parent.children.length > 0 && text[at] === closers[parent.kind])
    throw trailingComma(text, at);
  const name = parent?.kind === 'object' ? readName(text, at, parent) : undefined;
  const start = name === undefined ? at : skipColon(text, name.end);
  const char = text[start];
  if (char === '{') return { kind: 'object', start, end: start + 1, name, children: [] };
  if (char === '[') return { kind: 'array', start, end: start + 1, name, children: [] };
  const expected = parent?.kind === 'array' && parent.children.length === 0 ? "a value or ']'" : 'a value';
  return { kind: 'scalar', start, end: readScalar(text, start, expected), name, children: none };
}

function readName(text: string, at: number, parent: JsonNode): JsonName {
  const expected = parent.children.length === 0 ? "a name in double quotes or '}'" : 'a name in double quotes';
  if (text[at] !== '"') throw faultAt(text, at, expected);
  const end = readString(text, at);
  const inner = text.slice(at + 1, end - 1);
  return { text: inner.includes('\\') ? (JSON.parse(`"${inner}"`) as string) : inner, start: at, end };
}

function skipColon(text: string, from: number): number {
  const at = skipSpace(text, from);
  if (text[at] !== ':') throw faultAt(text, at, "':' after a name");
  return skipSpace(text, at + 1);
}

/** Goes past the closing brackets at `at` and the comma after them. */
function closeContainers(text: string, from: number, open: JsonNode[]): number {
  let at = from;
  for (let node = open.at(-1); node !== undefined; node = open.at(-1)) {
    if (text[at] === ',') return skipSpace(text, at + 1);
    if (text[at] !== closers[node.kind]) throw faultAt(text, at, `',' or '${closers[node.kind]}'`);
    node.end = at + 1;
    open.pop();
    at = skipSpace(text, at + 1);
  }
  return at;
}

function trailingComma(text: string, closer: number): Fault {
  const comma = text.lastIndexOf(',', closer);
  return new Fault(`'${text.charAt(closer)}'`, 'a comma before it', comma, comma + 1);
}

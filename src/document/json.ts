/** JSON and JSONC documents: the value at once, positions when they are asked for. */
import type { Location } from '../finding.ts';
import { pointerOf, type Path } from '../policy/place.ts';
import { blankComments } from './blank-comments.ts';
import { indexLines, type Lines } from './lines.ts';
import { countMembers, maxDepth, measure } from './measure.ts';
import { Fault } from './tokens.ts';
import { parseTree, type JsonNode } from './tree.ts';
import { findDuplicates, findNode } from './tree-search.ts';

export interface ReadOptions {
  /** As findings name it. */
  readonly file?: string | undefined;
  /** Comments and trailing commas are allowed. */
  readonly jsonc?: boolean;
}

export interface JsonDocument {
  readonly file: string | undefined;
  /** As read, with its byte order mark. */
  readonly text: string;
  readonly jsonc: boolean;
  /** Other tools may fill it in, and anything may stand around its policies. */
  readonly isYaml?: boolean;
  /** Undefined when there is a syntax error. */
  readonly value: unknown;
  readonly syntaxError: SyntaxProblem | undefined;
  /** Names that stand twice in one object, in the order of the text. JSON.parse keeps the last. */
  readonly duplicates: readonly DuplicateKey[];
  /** Where a value or its name stands; of a path that does not exist, where its nearest ancestor does. */
  readonly locate: (path: Path, part?: 'value' | 'name') => Location;
  /** Offsets in `text`; undefined for a path that does not exist and for the name of a list item. */
  readonly range: (path: Path, part: 'value' | 'name' | 'member') => readonly [number, number] | undefined;
  /** The text at a path, where its lines are lines of the file. */
  readonly block?: (path: Path) => TextBlock | undefined;
  /** A line of the text, from 1, without its end. */
  readonly line: (number: number) => string | undefined;
}

/** A text of which each line is a line of the file. */
export interface TextBlock {
  readonly text: string;
  /** Of the first line, from 1. */
  readonly line: number;
  /** Columns before each line. */
  readonly indent: number;
}

export interface SyntaxProblem {
  readonly kind: 'empty' | 'syntax' | 'depth';
  /** One line that says where, what was found and what was expected; repeats nothing that could be a secret. */
  readonly message: string;
  readonly expected?: string;
  readonly location: Location;
}

export interface DuplicateKey {
  readonly key: string;
  /** Of the object. */
  readonly path: Path;
  readonly pointer: string;
  /** Of the name that is lost, and of the one that replaces it. */
  readonly first: Location;
  readonly second: Location;
}

/** Reads a JSON or JSONC text. Never throws: what is wrong with it stands in `syntaxError`. */
export function readJson(text: string, options: ReadOptions = {}): JsonDocument {
  const { file, jsonc = false } = options;
  const plain = jsonc ? blankComments(text) : text;
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  let lines: Lines | undefined;
  let tree: JsonNode | undefined;
  const getLines = (): Lines => (lines ??= indexLines(text));
  const getTree = (): JsonNode => (tree ??= parseTree(plain, start));
  const at: Locator = (from, to, pointer) => {
    const position = span(getLines(), from, to);
    if (file === undefined) return pointer === undefined ? position : { ...position, pointer };
    const { line, column, endLine, endColumn } = position;
    const location = { file, line, column, endLine, endColumn };
    return pointer === undefined ? location : Object.assign(location, { pointer });
  };
  const parsed = parse(plain, start, at);
  const syntaxError = 'syntaxError' in parsed ? parsed.syntaxError : undefined;
  return {
    file,
    text,
    jsonc,
    value: 'value' in parsed ? parsed.value : undefined,
    syntaxError,
    duplicates:
      'value' in parsed && parsed.colons !== countMembers(parsed.value) ? locateDuplicates(getTree(), at) : [],
    locate(path, part = 'value') {
      const pointer = pointerOf('', path);
      if (syntaxError) return at(start, start, pointer);
      const { node } = findNode(getTree(), path);
      const range = part === 'name' && node.name ? node.name : node;
      return at(range.start, range.end, pointer);
    },
    range(path, part) {
      if (syntaxError) return undefined;
      const { node, found } = findNode(getTree(), path);
      return found ? rangeOf(node, part) : undefined;
    },
    line: (number) => getLines().text(number),
  };
}

type Locator = (from: number, to: number, pointer?: string) => Location;
type Parsed = { readonly value: unknown; readonly colons: number } | { readonly syntaxError: SyntaxProblem };

function parse(text: string, start: number, at: Locator): Parsed {
  const { tooDeepAt, colons } = measure(text);
  if (tooDeepAt !== undefined) return { syntaxError: depthProblem(at(tooDeepAt, tooDeepAt + 1)) };
  try {
    return { value: JSON.parse(start === 0 ? text : text.slice(start)), colons };
  } catch {
    return { syntaxError: text.trim() === '' ? emptyProblem(at(start, start)) : faultOf(text, start, at) };
  }
}

function faultOf(text: string, start: number, at: Locator): SyntaxProblem {
  try {
    parseTree(text, start);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const location = at(error.start, error.end);
    const { expected, found } = error;
    return {
      kind: 'syntax',
      message: `Expected ${expected}, but found ${found}${where(location)}.`,
      expected,
      location,
    };
  }
  // Not known to happen (a property test looks for it): still a finding, never a pass.
  return { kind: 'syntax', message: 'The file is not valid JSON.', location: at(start, start) };
}

function emptyProblem(location: Location): SyntaxProblem {
  const expected = 'a JSON value';
  return { kind: 'empty', message: 'The file is empty; expected a JSON value.', expected, location };
}

function depthProblem(location: Location): SyntaxProblem {
  const message = `Nested more than ${maxDepth.toLocaleString('en-US')} levels deep${where(location)}; not read any further.`;
  return { kind: 'depth', message, location };
}

function where({ line = 1, column = 1 }: Location): string {
  return ` at line ${line}, column ${column}`;
}

function span(lines: Lines, from: number, to: number): Required<Omit<Location, 'file' | 'pointer'>> {
  const start = lines.position(from);
  const end = lines.position(to);
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}

function rangeOf(node: JsonNode, part: 'value' | 'name' | 'member'): readonly [number, number] | undefined {
  if (part === 'name') return node.name && [node.name.start, node.name.end];
  return [part === 'member' && node.name ? node.name.start : node.start, node.end];
}

function locateDuplicates(tree: JsonNode, at: Locator): DuplicateKey[] {
  return findDuplicates(tree).map(({ path, first, second }) => {
    const pointer = pointerOf('', path);
    const own = pointerOf(pointer, [second.text]);
    return {
      key: second.text,
      path,
      pointer,
      first: at(first.start, first.end, own),
      second: at(second.start, second.end, own),
    };
  });
}

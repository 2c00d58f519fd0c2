/**
 * Offsets of a text to lines and columns. LF, CRLF and a lone CR end a line; U+2028 and U+2029 do not, as in editors.
 * A byte order mark has no column: the character after it stands in column 1.
 */
import type { Location } from '../finding.ts';

export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Lines {
  /** Line and column, both from 1, of a UTF-16 offset. */
  position(offset: number): Position;
  /** Text of a line (from 1) without its end; undefined past the last one. */
  text(line: number): string | undefined;
}

/** Finds the lines of a text once; every look-up is then a binary search. */
export function indexLines(text: string): Lines {
  const starts = lineStarts(text);
  return {
    position(offset) {
      const line = lineAt(starts, offset);
      return { line, column: Math.max(offset - (starts[line - 1] ?? 0), 0) + 1 };
    },
    text(line) {
      const start = starts[line - 1];
      return start === undefined ? undefined : text.slice(start, starts[line] ?? text.length).replace(/[\r\n]+$/, '');
    },
  };
}

const lineFeed = 10;
const carriageReturn = 13;

function lineStarts(text: string): number[] {
  const starts = [text.startsWith('\uFEFF') ? 1 : 0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === lineFeed || (code === carriageReturn && text.charCodeAt(at + 1) !== lineFeed)) starts.push(at + 1);
  }
  return starts;
}

/** Number of the last line that starts at or before `offset`. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 1;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle - 1] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Reads single lines of many texts by file. Findings come file by file, so one file's lines are known at a time. */
export function readLines(texts: ReadonlyMap<string, string>): (at: Location) => string | undefined {
  let latest: { readonly file: string; readonly lines: Lines } | undefined;
  return ({ file = '', line }) => {
    const text = texts.get(file);
    if (line === undefined || text === undefined) return undefined;
    if (latest?.file !== file) latest = { file, lines: indexLines(text) };
    return latest.lines.text(line);
  };
}

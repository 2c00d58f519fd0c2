/**
 * JSONC to JSON of the same length: comments and trailing commas become spaces, so every offset stays true.
 * https://jsonc.org/
 */
import { endOfString } from './measure.ts';

type Gap = readonly [start: number, end: number];

/** Blanks comments and trailing commas. An unclosed comment stays, for the JSON parser to complain about. */
export function blankComments(text: string): string {
  return blank(text, findGaps(text));
}

/** Blanks comments only: what edits look at, which must see every comma. */
export function blankOnlyComments(text: string): string {
  return blank(
    text,
    findGaps(text).filter(([start]) => text[start] === '/'),
  );
}

function blank(text: string, found: readonly Gap[]): string {
  const gaps = [...found].sort((a, b) => a[0] - b[0]);
  let blanked = '';
  let written = 0;
  for (const [start, end] of gaps) {
    blanked += text.slice(written, start) + text.slice(start, end).replace(/[^\r\n]/g, ' ');
    written = end;
  }
  return blanked + text.slice(written);
}

function findGaps(text: string): Gap[] {
  const gaps: Gap[] = [];
  /** Last character that is neither space nor comment. */
  let before = '';
  /** Offset of a comma after a value with nothing but space and comments since. */
  let comma: number | undefined;
  for (let at = 0; at < text.length;) {
    const char = text.charAt(at);
    const end = endOfPiece(text, at);
    if (char === '/') {
      if (end > at + 1) gaps.push([at, end]);
    } else if (!/\s/.test(char)) {
      if ((char === ']' || char === '}') && comma !== undefined) gaps.push([comma, comma + 1]);
      comma = char === ',' && !['', '[', '{', ',', ':'].includes(before) ? at : undefined;
      before = char;
    }
    at = end;
  }
  return gaps;
}

/** End of the string, comment or single character at `at`. */
function endOfPiece(text: string, at: number): number {
  if (text.startsWith('"', at)) return endOfString(text, at);
  if (text.startsWith('//', at)) {
    const lineEnd = /[\r\n]/g;
    lineEnd.lastIndex = at;
    return lineEnd.exec(text)?.index ?? text.length;
  }
  if (text.startsWith('/*', at)) {
    const close = text.indexOf('*/', at + 2);
    if (close >= 0) return close + 2;
  }
  return at + 1;
}

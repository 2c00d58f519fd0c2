/** White space and comments of JSON and JSONC around an offset. */
import { blankOnlyComments } from '../document/blank-comments.ts';

/** Offset of the next character that is no space. */
export function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text[at])) at++;
  return at;
}

/** The same on one line. */
export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at;
}

/** Offset where the space before `from` begins. */
export function spaceBefore(text: string, from: number): number {
  let at = from;
  while (at > 0 && isSpace(text[at - 1])) at--;
  return at;
}

/** JSON's white space. */
export function isSpace(char: string | undefined): boolean {
  return char === ' ' || char === '\n' || char === '\r' || char === '\t';
}

/** A file may have thousands of findings, each asking for the same text. */
let last = { text: '', bare: '' };

/** The text with spaces in the place of comments: the same length, commas and all. */
export function withoutComments(text: string): string {
  if (last.text !== text) last = { text, bare: blankOnlyComments(text) };
  return last.bare;
}

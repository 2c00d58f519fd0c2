/** A line of source with a part underlined, as wide as the terminal allows. */
import type { Location } from '../finding.ts';
import { harmless } from './harmless.ts';
import { maskSecrets } from './mask.ts';
import { fitEnd, fitStart, textWidth } from './text-width.ts';

/** UTF-16 units looked at on either side of the column: a minified file is one line of megabytes. */
const reach = 600;

interface Excerpt {
  /** The line, or the part of it around the token; harmless. */
  readonly text: string;
  /** Blanks, then `^~~~` below the token. */
  readonly underline: string;
}

/** The excerpt that fits `columns`; undefined when the location has no column. */
export function excerptOf(
  line: string,
  { line: row, column, endLine, endColumn }: Location,
  columns: number,
): Excerpt | undefined {
  if (column === undefined) return undefined;
  const start = Math.min(column - 1, line.length);
  const end = endLine === row && endColumn !== undefined ? Math.max(endColumn - 1, start) : line.length;
  const from = Math.max(0, start - reach);
  // The mask keeps lengths, so the token stays where it was.
  const masked = maskSecrets(line.slice(from, start + 2 * reach));
  const [before, token, after] = [
    masked.slice(0, start - from),
    masked.slice(start - from, end - from),
    masked.slice(end - from),
  ].map(display);
  return place(before ?? '', (token ?? '').trimEnd(), after ?? '', columns);
}

function place(before: string, token: string, after: string, columns: number): Excerpt {
  const whole = textWidth(before) + textWidth(token) + textWidth(after) <= columns;
  const shownToken = fitStart(token, Math.max(1, columns - Math.min(textWidth(before), 8)));
  const spare = columns - textWidth(shownToken);
  const shownBefore = whole ? before : fitEnd(before, Math.max(spare - textWidth(after), Math.floor(spare / 2)));
  const shownAfter = whole ? after : fitStart(after, spare - textWidth(shownBefore));
  const text = (shownBefore + (whole ? token : shownToken) + shownAfter).trimEnd();
  return {
    text,
    underline: ' '.repeat(textWidth(shownBefore)) + '^' + '~'.repeat(Math.max(0, textWidth(shownToken) - 1)),
  };
}

/** Tabs as two blanks, since their width depends on the column; a carriage return at the end is no text. */
function display(part: string): string {
  return harmless(part.replace(/\r$/, '').replaceAll('\t', '  '), 4 * reach);
}

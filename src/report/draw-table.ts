/** A table with borders of fixed columns. Drawn here because general table libraries take a millisecond for a row. */
import { textWidth } from './text-width.ts';

/** The lines of one cell, each no wider than its column. */
export type Cell = readonly string[];

export interface TableShape {
  /** Columns of the terminal for each column of the table, without its border and blanks. */
  readonly widths: readonly number[];
  /** A line between each two rows; otherwise only below the first. */
  readonly ruled: boolean;
}

/** The table's lines, one by one; the first row is its head. */
export function* drawTable(rows: Iterable<readonly Cell[]>, { widths, ruled }: TableShape): Iterable<string> {
  const bar = (left: string, middle: string, right: string): string =>
    left + widths.map((width) => '─'.repeat(width + 2)).join(middle) + right;
  const between = bar('├', '┼', '┤');
  yield bar('┌', '┬', '┐');
  let at = 0;
  for (const row of rows) {
    if (at === 1 || (at > 1 && ruled)) yield between;
    at++;
    const height = Math.max(1, ...row.map((cell) => cell.length));
    for (let line = 0; line < height; line++) {
      yield `│ ${widths.map((width, column) => pad(row[column]?.[line] ?? '', width)).join(' │ ')} │`;
    }
  }
  yield bar('└', '┴', '┘');
}

/** Colours take no room. */
// eslint-disable-next-line no-control-regex -- ESC begins what switches colours
const colours = /\u001b\[\d+m/g;

function pad(text: string, width: number): string {
  const shown = text.includes('\u001b') ? text.replace(colours, '') : text;
  return text + ' '.repeat(Math.max(0, width - textWidth(shown)));
}

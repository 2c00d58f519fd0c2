/** The lines a finding is about, with the offending part marked. */
import type { Location } from '../finding.ts';
import { escaped, type Markup, markup, when } from './html-text.ts';
import { maskSecrets } from './mask.ts';
import type { Report } from './report.ts';

/** UTF-16 units shown on either side of the marked part. */
const reach = 120;
/** More is masked than is shown, so that a secret at the edge is recognised whole. */
const margin = 200;
const mostLines = 8;
/** Longest marked part of one line. */
const longestToken = 400;

interface Row {
  readonly number: number;
  readonly text: string;
}

/** The source of a finding; undefined when it is not known. Only its own lines: those around it may hold secrets. */
export function excerptMarkup(location: Location, sourceLine: Report['sourceLine']): Markup | undefined {
  const rows = rowsOf(location, sourceLine);
  if (rows.length === 0) return undefined;
  const indent = Math.min(...rows.map(({ text }) => text.search(/\S|$/)));
  const { line = 1, endLine = line } = location;
  const left = endLine - line + 1 - rows.length;
  return markup`<pre class="source"><code>${rows.map((row) => rowMarkup(row, location, indent))}${when(
    left > 0,
    () => markup`
<span class="n">…</span><span class="quiet">${left} more</span>`,
  )}</code></pre>`;
}

function rowsOf(location: Location, sourceLine: Report['sourceLine']): readonly Row[] {
  const { line, endLine } = location;
  if (line === undefined) return [];
  const last = Math.min(endLine ?? line, line + mostLines - 1);
  const rows: Row[] = [];
  for (let number = line; number <= last; number++) {
    const text = sourceLine({ ...location, line: number });
    if (text === undefined) break;
    rows.push({ number, text });
  }
  return rows;
}

function rowMarkup(row: Row, location: Location, indent: number): Markup {
  const { text, number } = row;
  const [start, end] = tokenOf(row, location);
  const from = Math.max(indent, start - reach);
  const stop = Math.min(end, start + longestToken);
  const to = Math.min(text.length, stop + reach);
  const base = Math.max(0, from - margin);
  // The mask keeps lengths, so the marked part stays where it was.
  const masked = maskSecrets(text.slice(base, to + margin));
  const part = (a: number, b: number): Markup => display(masked.slice(Math.max(0, a - base), Math.max(0, b - base)));
  const token = when(stop > start, () => markup`<mark>${part(start, stop)}</mark>`);
  return markup`<span class="n">${number}</span>${from > indent ? '…' : ''}${part(from, start)}${token}${part(stop, to)}${to < text.length ? '…' : ''}`;
}

/** Start and end of the marked part in this line. */
function tokenOf({ number, text }: Row, { line, column, endLine, endColumn }: Location): readonly [number, number] {
  if (column === undefined) return [0, 0];
  const length = text.trimEnd().length;
  const start = Math.min(number === line ? column - 1 : text.search(/\S|$/), length);
  const end = number === (endLine ?? line) && endColumn !== undefined ? endColumn - 1 : length;
  return [start, Math.min(Math.max(start, end), length)];
}

function display(text: string): Markup {
  return escaped(text.replace(/\r$/, '').replaceAll('\t', '  '), 4 * longestToken);
}

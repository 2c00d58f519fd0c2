/** The policy a finding of an account stands in: its statement in place, with the offending part marked. */
import { escaped, type Markup, markup, when } from './html-text.ts';
import { maskSecrets } from './mask.ts';
import type { PolicyExcerpt } from './report.ts';

/** A policy of so many lines is shown whole, of a longer one the statement. */
const wholePolicy = 24;
/** Lines around the marked part of a statement that is too long itself. */
const reach = 6;
const longestLine = 400;

type Range = readonly [number, number];

interface Line {
  readonly start: number;
  readonly text: string;
}

/** Lines of the policy; those left out are counted. */
export function policyMarkup({ text, statement, value }: PolicyExcerpt): Markup {
  const lines = linesOf(text);
  const wanted = wantedLines(lines, statement ?? value, value);
  const rows: Markup[] = [];
  let left = 0;
  lines.forEach((line, at) => {
    if (wanted.has(at)) {
      if (left > 0) rows.push(gapMarkup(left));
      left = 0;
      rows.push(lineMarkup(line, statement, value));
    } else left++;
  });
  if (left > 0) rows.push(gapMarkup(left));
  return markup`<pre class="source policy"><code>${rows}</code></pre>`;
}

function linesOf(text: string): readonly Line[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const one = { start, text: line };
    start += line.length + 1;
    return one;
  });
}

/** Numbers of the lines to show. */
function wantedLines(lines: readonly Line[], statement: Range | undefined, value: Range | undefined): Set<number> {
  if (lines.length <= wholePolicy || !statement) return new Set(lines.slice(0, wholePolicy).keys());
  const [first, last] = rowsOf(lines, statement);
  if (last - first < wholePolicy) return numbers(first, last);
  const [from, to] = rowsOf(lines, value ?? statement);
  const start = value ? Math.max(first, from - reach) : first;
  const end = Math.min(last, value ? Math.min(to, from + reach) + reach : first + wholePolicy);
  return new Set([first, ...numbers(start, end), last]);
}

function rowsOf(lines: readonly Line[], [from, to]: Range): Range {
  const rowAt = (offset: number): number => lines.findLastIndex(({ start }) => start <= offset);
  return [rowAt(from), rowAt(Math.max(from, to - 1))];
}

function numbers(from: number, to: number): Set<number> {
  return new Set(Array.from({ length: to - from + 1 }, (_, at) => from + at));
}

function gapMarkup(count: number): Markup {
  return markup`<span class="row quiet">… ${count} ${count === 1 ? 'line' : 'lines'}</span>`;
}

function lineMarkup({ start, text }: Line, statement: Range | undefined, value: Range | undefined): Markup {
  const end = start + text.length;
  const isInside = statement !== undefined && start < statement[1] && end > statement[0];
  const masked = maskSecrets(text);
  const indent = text.search(/\S|$/);
  const from = value ? Math.max(indent, value[0] - start) : 0;
  const to = value ? Math.min(text.length, value[1] - start) : 0;
  const part = (a: number, b: number): Markup => escaped(masked.slice(a, b), longestLine);
  const marked = when(to > from, () => markup`<mark>${part(from, to)}</mark>`);
  const content = marked ? markup`${part(0, from)}${marked}${part(to, text.length)}` : part(0, text.length);
  return markup`<span class="row${isInside ? ' inside' : ''}">${content}</span>`;
}

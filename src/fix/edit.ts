/** Makes the edits of a fix in the words of the file: its indentation, its commas, nothing else touched. */
import type { Fix, TextEdit } from '../finding.ts';
import { pathOf, type Place } from '../policy/place.ts';
import type { FixBuilder } from './builder.ts';

export function createFixBuilder(): FixBuilder {
  return { replace, remove, rename, prepend, all };
}

type Range = readonly [number, number];

function replace(place: Place, value: unknown): Fix | undefined {
  const at = rangeOf(place, 'value');
  const text = place.source.text?.();
  if (!at || text === undefined) return undefined;
  return edit(at, render(value, text, at[0]));
}

function rename(place: Place, name: string): Fix | undefined {
  const at = rangeOf(place, 'name');
  return at && edit(at, JSON.stringify(name));
}

function remove(place: Place): Fix | undefined {
  const at = rangeOf(place, typeof place.key === 'number' ? 'value' : 'member');
  const text = place.source.text?.();
  return at && text !== undefined ? edit(withComma(text, at), '') : undefined;
}

function prepend(place: Place, name: string, value: unknown): Fix | undefined {
  const at = rangeOf(place, 'value');
  const text = place.source.text?.();
  if (!at || text?.[at[0]] !== '{') return undefined;
  const start = at[0] + 1;
  const next = skipSpace(text, start);
  const gap = text.slice(start, next);
  const comma = text[next] === '}' ? '' : ',';
  const lead = comma === '' ? '' : gap;
  const separator = gap === '' && comma !== '' ? ' ' : '';
  return edit([start, start], `${lead}${JSON.stringify(name)}: ${render(value, text, start)}${comma}${separator}`);
}

function all(...fixes: readonly (Fix | undefined)[]): Fix | undefined {
  const edits: TextEdit[] = [];
  for (const fix of fixes) {
    if (!fix) return undefined;
    edits.push(...fix.edits);
  }
  return { edits };
}

function rangeOf(place: Place, part: 'value' | 'name' | 'member'): Range | undefined {
  return place.source.range?.(pathOf(place), part);
}

function edit([start, end]: Range, text: string): Fix {
  return { edits: [{ start, end, text }] };
}

/** Widens a range to the comma that goes with it and the space up to the neighbour. */
function withComma(text: string, [start, end]: Range): Range {
  const after = skipSpace(text, end);
  if (text[after] === ',') return [start, skipSpace(text, after + 1)];
  let before = start;
  while (before > 0 && isSpace(text[before - 1])) before--;
  return text[before - 1] === ',' ? [before - 1, end] : [start, end];
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text[at])) at++;
  return at;
}

function isSpace(char: string | undefined): boolean {
  return char === ' ' || char === '\n' || char === '\r' || char === '\t';
}

/** JSON as the file writes it: on one line when it is short, else indented like the line it stands on. */
function render(value: unknown, text: string, at: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, at))?.[0] ?? '';
  const unit = indent.startsWith('\t') ? '\t' : (/\n( +)\S/.exec(text)?.[1] ?? '  ');
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  if (!text.includes('\n')) return JSON.stringify(value);
  return JSON.stringify(value, null, unit).replaceAll('\n', newline + indent);
}

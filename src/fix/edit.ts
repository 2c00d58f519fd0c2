/** Makes the edits of a fix in the words of the file: its indentation, its commas, its comments, nothing else touched. */
import type { Fix, TextEdit } from '../finding.ts';
import { pathOf, type Place } from '../policy/place.ts';
import type { FixBuilder } from './builder.ts';
import { render, writtenWithSpaces } from './render.ts';
import { isSpace, skipBlanks, skipSpace, spaceBefore, withoutComments } from './spacing.ts';

export function createFixBuilder(): FixBuilder {
  return { replace, remove, rename, prepend, all };
}

type Range = readonly [number, number];

function replace(place: Place, value: unknown): Fix | undefined {
  const at = rangeOf(place, 'value');
  const text = place.source.text?.();
  if (!at || text === undefined) return undefined;
  return edit(at, render(value, text, at[0], !text.slice(...at).includes('\n')));
}

function rename(place: Place, name: string): Fix | undefined {
  const at = rangeOf(place, 'name');
  // A name that stands there already would stand twice, and JSON keeps only one of the two.
  const isTaken = place.key !== name && place.source.range?.([...pathOf(place).slice(0, -1), name], 'name');
  return at && !isTaken ? edit(at, JSON.stringify(name)) : undefined;
}

function remove(place: Place): Fix | undefined {
  const at = rangeOf(place, typeof place.key === 'number' ? 'value' : 'member');
  const text = place.source.text?.();
  return at && text !== undefined ? { edits: cutOut(text, at) } : undefined;
}

function prepend(place: Place, name: string, value: unknown): Fix | undefined {
  const at = rangeOf(place, 'value');
  const text = place.source.text?.();
  if (!at || text?.[at[0]] !== '{') return undefined;
  const open = at[0] + 1;
  const colon = writtenWithSpaces(text) ? ': ' : ':';
  const member = `${JSON.stringify(name)}${colon}${render(value, text, open, false)}`;
  const first = skipSpace(withoutComments(text), open);
  if (text[first] === '}') return edit([open, open], member);
  const gap = text.slice(open, skipSpace(text, open));
  // A comment on the line of the brace is about the whole object and stays there.
  if (text[open + gap.length] === '/' && !gap.includes('\n')) {
    return edit([first, first], `${member},${text.slice(spaceBefore(text, first), first) || ' '}`);
  }
  return edit([open, open], `${gap}${member},${gap === '' && colon === ': ' ? ' ' : ''}`);
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

/** A value with the comma that goes with it and the space up to its neighbour. Comments stay where they are. */
function cutOut(text: string, [start, end]: Range): readonly TextEdit[] {
  const bare = withoutComments(text);
  const comma = skipSpace(bare, end);
  if (bare[comma] === ',') {
    const next = bare[skipSpace(bare, comma + 1)];
    return next === ']' || next === '}'
      ? cuts(text, withSpaceBefore(text, bare, [start, end], comma + 1), [comma, comma + 1])
      : cuts(text, [start, skipBlanks(text, end)], [comma, skipSpace(text, comma + 1)]);
  }
  const before = spaceBefore(bare, start) - 1;
  if (bare[before] !== ',') return cuts(text, [start, end]);
  return cuts(text, [before, before + 1], withSpaceBefore(text, bare, [start, end], end));
}

/** Two cuts become one when nothing but space stands between them. */
function cuts(text: string, first: Range, second: Range = [first[1], first[1]]): readonly TextEdit[] {
  const isOne = skipSpace(text, first[1]) >= second[0];
  const ranges: readonly Range[] = isOne ? [[first[0], Math.max(first[1], second[1])]] : [first, second];
  return ranges.map(([start, end]) => ({ start, end, text: '' }));
}

/** The space before a value goes with it, unless a line comment ends there and would then swallow what follows `rest`. */
function withSpaceBefore(text: string, bare: string, [start, end]: Range, rest: number): Range {
  const from = spaceBefore(text, start);
  const afterComment = from > 0 && isSpace(bare[from - 1]);
  const safe = !afterComment || /[\r\n]/.test(text.charAt(skipBlanks(text, rest)));
  return safe ? [from, end] : [start, skipBlanks(text, end)];
}

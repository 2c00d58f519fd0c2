/** JSON for machines that may still pass through a terminal or a CI log: same value, harmless spelling. */
import { maskKeyIds } from './mask.ts';

/** Characters that JSON may hold raw but a terminal must not see. */
const unseen = /[\u007f-\u009f\u2028\u2029]|\p{Cf}/gu;

/** Two-space JSON with a final newline. Invisible characters and CI commands are written as escapes, key ids masked. */
export function jsonText(value: unknown): string {
  return `${spellHarmless(JSON.stringify(value, undefined, 2))}\n`;
}

/** All that is replaced stands inside strings, where an escape means the same. */
function spellHarmless(text: string): string {
  return maskKeyIds(text)
    .replace(unseen, escapeUnits)
    .replace(/##(?=[a-z]*\[)/gi, '#\\u0023');
}

/** A list of an object that is made while it is written: it may be long. */
export interface LongList {
  readonly length: number;
  readonly slice: (start: number, end: number) => readonly unknown[];
}

/** Pieces this small are cheap to throw away again. */
const itemsAtATime = 25;

/** The same text as `jsonText` gives for an object, in pieces; `lists` are members of it that come in pieces too. */
export function* jsonPieces(value: Readonly<Record<string, unknown>>, lists: Readonly<Record<string, LongList>>) {
  let before = '{';
  for (const [name, member] of Object.entries(value)) {
    const list = Object.hasOwn(lists, name) ? lists[name] : undefined;
    if (member === undefined && !list) continue;
    if (!list || list.length === 0) {
      yield before + spellHarmless(JSON.stringify({ [name]: list ? [] : member }, undefined, 2).slice(1, -2));
    } else yield* listPieces(before, name, list);
    before = ',';
  }
  yield before === '{' ? '{}\n' : '\n}\n';
}

function* listPieces(before: string, name: string, { length, slice }: LongList) {
  const head = `\n  ${JSON.stringify(name)}: [`;
  yield before + spellHarmless(head);
  for (let start = 0; start < length; start += itemsAtATime) {
    const text = JSON.stringify({ [name]: slice(start, start + itemsAtATime) }, undefined, 2);
    const items = text.slice(1 + head.length, -'\n  ]\n}'.length);
    yield (start > 0 ? ',' : '') + spellHarmless(items);
  }
  yield '\n  ]';
}

/**
 * The text of `jsonText`, in pieces, of a value somewhere in which the member `name`, the only one of that name that is
 * empty, stands for a long list. No string can look like a member: its quotes would be escaped.
 */
export function* jsonAround(value: unknown, name: string, { length, slice }: LongList): Iterable<string> {
  const text = jsonText(value);
  const place = text.indexOf(`${JSON.stringify(name)}: []`);
  if (place < 0 || length === 0) {
    yield text;
    return;
  }
  const start = place + JSON.stringify(name).length + ': ['.length;
  const indent = /\n *$/.exec(text.slice(0, place))?.[0] ?? '\n';
  yield text.slice(0, start);
  for (let at = 0; at < length; at += itemsAtATime) {
    const items = slice(at, at + itemsAtATime).map((item) => JSON.stringify(item, undefined, 2));
    const lines = items.map((item) => `${indent}  ${item.replaceAll('\n', `${indent}  `)}`);
    yield spellHarmless(`${at > 0 ? ',' : ''}${lines.join()}`);
  }
  yield indent + text.slice(start);
}

function escapeUnits(char: string): string {
  return Array.from({ length: char.length }, (_, at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, '0')}`).join(
    '',
  );
}

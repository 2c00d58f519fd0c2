/**
 * One cheap pass over JSON text before anything is built from it: how deep it nests, and how many colons stand outside
 * strings. In valid JSON every colon is a member, so fewer keys in the parsed value mean that a key stands twice.
 */

/** IAM needs less than 10 levels; every walk over a parsed value may recurse this deep. */
export const maxDepth = 1000;

export interface Measure {
  /** Offset of the first bracket beyond `maxDepth`. */
  readonly tooDeepAt: number | undefined;
  readonly colons: number;
}

/** Depth and colons of a text, valid or not. */
export function measure(text: string): Measure {
  let depth = 0;
  let colons = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x22: // "
        at = endOfString(text, at) - 1;
        break;
      case 0x3a: // :
        colons++;
        break;
      case 0x5b: // [
      case 0x7b: // {
        if (++depth > maxDepth) return { tooDeepAt: at, colons };
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth--;
    }
  }
  return { tooDeepAt: undefined, colons };
}

/** Offset after the string whose opening quote stands at `start`; the text's end when it is not closed. */
export function endOfString(text: string, start: number): number {
  for (let from = start + 1; ;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return text.length;
    let backslashes = 0;
    while (text.charCodeAt(quote - 1 - backslashes) === 0x5c) backslashes++;
    if (backslashes % 2 === 0) return quote + 1;
    from = quote + 1;
  }
}

/** Number of members in a value and everything below it. Recursion is bounded by `maxDepth`. */
export function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const isList = Array.isArray(value);
  const items: readonly unknown[] = isList ? value : Object.values(value);
  let count = isList ? 0 : items.length;
  for (let at = 0; at < items.length; at++) count += countMembers(items[at]);
  return count;
}

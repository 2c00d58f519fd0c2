/**
 * Inclusion and intersection of globs as token lists. Both are exact and polynomial, so nothing here needs a budget.
 * The alphabet is treated as infinite: there is always a character that no pattern names.
 */

/** A code point; one of the wildcards below; or, as a string, a policy variable. */
export type Token = number | string;

/** `?`: exactly one character. */
export const anyOne = -1;
/** `*`: any text, also none. */
export const anyMany = -2;
/** `?` in one of the first five parts of an ARN: not a colon. Known to `tokensIntersect` only. */
export const oneInPart = -3;
/** `*` in one of the first five parts of an ARN: no colon. Known to `tokensIntersect` only. */
export const manyInPart = -4;

const colon = 58;

/** What stands between two segments: any text of at least `least` characters. */
interface Shape {
  /** One more than the gaps. The first and the last are anchored and may be empty. */
  readonly segments: readonly (readonly Token[])[];
  readonly gaps: readonly number[];
}

/**
 * Whether every text of glob `b` is a text of glob `a`.
 *
 * `a` is split at its stars into segments; `?` next to a star only raises the least length of the gap, so inner segments
 * begin and end with a literal. The segments are then searched leftmost in the tokens of `b`, where a star of `b` can
 * only be swallowed by a gap and counts nothing towards its least length. That this is exact: were it to fail, expand
 * each star of `b` met before the gap's least length is reached to nothing, and each other one to a long run of a
 * character that neither glob names. The leftmost match of `a` on that text takes the very same course, so it fails too.
 * A variable may stand for any text: like a star of `b`, but an equal variable of `a` may take it as well.
 */
export function tokensCover(a: readonly Token[], b: readonly Token[]): boolean {
  const { segments, gaps } = shapeOf(a);
  const first = segments[0] ?? [];
  if (gaps.length === 0) return first.length === b.length && matchesAt(first, b, 0);
  if (!matchesAt(first, b, 0)) return false;
  let at = first.length;
  for (let index = 1; index < gaps.length; index++) {
    const segment = segments[index] ?? [];
    at = search(segment, b, skip(b, at, gaps[index - 1] ?? 0));
    if (at < 0) return false;
    at += segment.length;
  }
  const last = segments[gaps.length] ?? [];
  const end = b.length - last.length;
  return skip(b, at, gaps[gaps.length - 1] ?? 0) <= end && matchesAt(last, b, end);
}

/** A pattern is compared with many others. */
const shapes = new WeakMap<readonly Token[], Shape>();

function shapeOf(tokens: readonly Token[]): Shape {
  const known = shapes.get(tokens);
  if (known !== undefined) return known;
  const made = makeShape(tokens);
  shapes.set(tokens, made);
  return made;
}

function makeShape(tokens: readonly Token[]): Shape {
  const segments: Token[][] = [];
  const gaps: number[] = [];
  let segment: Token[] = [];
  let at = 0;
  while (at < tokens.length) {
    const start = at;
    while (tokens[at] === anyOne || tokens[at] === anyMany) at++;
    const run = tokens.slice(start, at);
    if (run.includes(anyMany)) {
      segments.push(segment);
      segment = [];
      gaps.push(run.filter((token) => token === anyOne).length);
    } else for (const token of run) segment.push(token);
    const next = tokens[at++];
    if (next !== undefined) segment.push(next);
  }
  return { segments: [...segments, segment], gaps };
}

/** First index such that at least `least` characters stand before it from `from` on; beyond the end when there is none. */
function skip(tokens: readonly Token[], from: number, least: number): number {
  let at = from;
  for (let missing = least; missing > 0; at++) {
    const token = tokens[at];
    if (token === undefined) return Infinity;
    if (token !== anyMany && typeof token === 'number') missing--;
  }
  return at;
}

function search(segment: readonly Token[], tokens: readonly Token[], from: number): number {
  for (let at = from; at + segment.length <= tokens.length; at++) if (matchesAt(segment, tokens, at)) return at;
  return -1;
}

function matchesAt(segment: readonly Token[], tokens: readonly Token[], at: number): boolean {
  for (let index = 0; index < segment.length; index++) {
    const token = tokens[at + index];
    if (segment[index] === anyOne ? typeof token !== 'number' || token === anyMany : segment[index] !== token)
      return false;
  }
  return true;
}

/** Whether some text is in both globs. A variable may stand for any text. */
export function tokensIntersect(a: readonly Token[], b: readonly Token[]): boolean {
  let start = 0;
  while (isCharacter(a[start]) && isCharacter(b[start])) if (a[start] !== b[start++]) return false;
  let end = a.length;
  let otherEnd = b.length;
  while (end > start && otherEnd > start && isCharacter(a[end - 1]) && isCharacter(b[otherEnd - 1]))
    if (a[--end] !== b[--otherEnd]) return false;
  if (isStarAlone(a, start, end) || isStarAlone(b, start, otherEnd)) return true;
  return meet(a.slice(start, end), b.slice(start, otherEnd));
}

/** What is left of one glob, when it is anything at all, meets whatever is left of the other. */
function isStarAlone(tokens: readonly Token[], start: number, end: number): boolean {
  return end - start === 1 && tokens[start] === anyMany;
}

/** Reachable pairs of positions, a row for each token of `a`: |a| x |b| steps. */
function meet(a: readonly Token[], b: readonly Token[]): boolean {
  const width = b.length + 1;
  let row = emptyRow(0, width);
  row[0] = 1;
  for (let i = 0; i <= a.length; i++) {
    const next = emptyRow(1 - (i % 2), width);
    let isAlive = false;
    for (let j = 0; j < width; j++) {
      if (row[j] === 0) continue;
      isAlive = true;
      step(a[i], b[j], j, row, next);
    }
    if (!isAlive) return false;
    if (i < a.length) row = next;
  }
  return row[b.length] === 1;
}

/** Two rows serve every question. */
const rows: Uint8Array[] = [];

function emptyRow(which: number, width: number): Uint8Array {
  let row = rows[which];
  if (row === undefined || row.length < width) row = rows[which] = new Uint8Array(Math.max(256, 2 * width));
  else row.fill(0, 0, width);
  return row;
}

/** Marks what the pair of tokens `x` and `y` leads to: in `row` with `x` kept, in `next` with `x` used up. */
function step(x: Token | undefined, y: Token | undefined, j: number, row: Uint8Array, next: Uint8Array): void {
  const manyX = isMany(x);
  const manyY = isMany(y);
  if (manyX) next[j] = 1;
  if (manyY || (manyX && y !== undefined && isOneOf(x, y))) row[j + 1] = 1;
  if (x === undefined || y === undefined || manyX) return;
  if (manyY) {
    if (isOneOf(y, x)) next[j] = 1;
  } else if (meetOne(x, y)) next[j + 1] = 1;
}

function isMany(token: Token | undefined): boolean {
  return token === anyMany || token === manyInPart || typeof token === 'string';
}

/** Whether the star `many` can take the single character `one`. */
function isOneOf(many: Token | undefined, one: Token): boolean {
  return many !== manyInPart || one !== colon;
}

function meetOne(x: Token, y: Token): boolean {
  if (isCharacter(x) && isCharacter(y)) return x === y;
  return !((x === oneInPart && y === colon) || (y === oneInPart && x === colon));
}

function isCharacter(token: Token | undefined): boolean {
  return typeof token === 'number' && token >= 0;
}

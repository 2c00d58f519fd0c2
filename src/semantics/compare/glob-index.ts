/**
 * Finds the globs that may share a text with another one, without looking at all of them: two globs whose literal starts
 * contradict each other never do. ARN patterns are grouped by their first five parts and compared by what follows.
 */
import { tokensIntersect, type Token } from '../../policy/glob.ts';
import { isVariable, type Glob } from '../glob.ts';

export interface GlobIndex {
  /** All indexed globs but some that certainly share no text with this one. */
  readonly near: (glob: Glob) => readonly Glob[];
}

/** Globs by a literal start. */
interface Table {
  readonly byStart: ReadonlyMap<string, readonly Glob[]>;
  readonly starts: readonly string[];
  readonly lengths: readonly number[];
}

interface Group {
  readonly head: readonly Token[];
  readonly isLiteral: boolean;
  readonly table: Table;
}

const colon = 58;

/** Below this, looking at each is as fast. */
const fewGlobs = 12;

/** Indexes the globs. */
export function newGlobIndex(globs: readonly Glob[]): GlobIndex {
  if (globs.length <= fewGlobs) return { near: () => globs };
  const short: (readonly [string, Glob])[] = [];
  const byHead = new Map<string, { readonly head: readonly Token[]; readonly items: (readonly [string, Glob])[] }>();
  for (const glob of globs) {
    const split = splitHead(glob);
    if (split === undefined) short.push([glob.prefix, glob]);
    else {
      const known = byHead.get(split.key);
      if (known === undefined) byHead.set(split.key, { head: split.head, items: [[split.start, glob]] });
      else known.items.push([split.start, glob]);
    }
  }
  const groups = new Map<string, Group>();
  for (const [key, { head, items }] of byHead)
    groups.set(key, { head, isLiteral: isLiteral(head), table: newTable(items) });
  const wild = [...groups.values()].filter((group) => !group.isLiteral);
  const shortTable = newTable(short);
  return {
    near: (glob) => {
      const found: Glob[] = [];
      lookUp(shortTable, glob.prefix, found);
      const split = splitHead(glob);
      if (split === undefined)
        for (const { table } of groups.values()) for (const list of table.byStart.values()) found.push(...list);
      else for (const group of groupsFor(split, groups, wild)) lookUp(group.table, split.start, found);
      return found;
    },
  };
}

interface Split {
  readonly key: string;
  readonly head: readonly Token[];
  /** Literal start of the sixth part. */
  readonly start: string;
}

const splits = new WeakMap<Glob, Split | null>();

/** Undefined when the first five parts are not clear. */
function splitHead(glob: Glob): Split | undefined {
  const known = splits.get(glob);
  if (known !== undefined) return known ?? undefined;
  const made = makeSplit(glob.tokens);
  splits.set(glob, made ?? null);
  return made;
}

function makeSplit(tokens: readonly Token[]): Split | undefined {
  let colons = 0;
  let end = 0;
  for (; end < tokens.length && colons < 5; end++) {
    const token = tokens[end];
    // A star or a question mark that crosses colons may hold the next part.
    if (token === undefined || isVariable(token) || token === -1 || token === -2) return undefined;
    if (token === colon) colons++;
  }
  if (colons < 5) return undefined;
  let start = '';
  for (let at = end; at < tokens.length; at++) {
    const token = tokens[at];
    if (typeof token !== 'number' || token < 0) break;
    start += String.fromCodePoint(token);
  }
  const head = tokens.slice(0, end);
  return { key: head.join(), head, start };
}

function isLiteral(tokens: readonly Token[]): boolean {
  return tokens.every((token) => typeof token === 'number' && token >= 0);
}

function groupsFor(split: Split, groups: ReadonlyMap<string, Group>, wild: readonly Group[]): readonly Group[] {
  const same = groups.get(split.key);
  const others = isLiteral(split.head) ? wild : [...groups.values()];
  const met = others.filter((group) => group !== same && tokensIntersect(group.head, split.head));
  return same === undefined ? met : [same, ...met];
}

function newTable(items: readonly (readonly [string, Glob])[]): Table {
  const byStart = new Map<string, Glob[]>();
  for (const [start, glob] of items) {
    const list = byStart.get(start);
    if (list === undefined) byStart.set(start, [glob]);
    else list.push(glob);
  }
  const starts = [...byStart.keys()].sort();
  return { byStart, starts, lengths: [...new Set(starts.map((start) => start.length))].sort((a, b) => a - b) };
}

/** Globs whose start begins with this one, or the other way round. */
function lookUp({ byStart, starts, lengths }: Table, start: string, found: Glob[]): void {
  for (const length of lengths) {
    if (length >= start.length) break;
    const list = byStart.get(start.slice(0, length));
    if (list !== undefined) found.push(...list);
  }
  for (let at = firstAtLeast(starts, start); at < starts.length; at++) {
    const other = starts[at] ?? '';
    if (!other.startsWith(start)) break;
    found.push(...(byStart.get(other) ?? []));
  }
}

function firstAtLeast(sorted: readonly string[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

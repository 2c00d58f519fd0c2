/** Members of a list of patterns that another member of the list already covers. */
import { hasWildcard } from '../policy/pattern.ts';

export interface Covered<T> {
  readonly member: T;
  /** A member that stays: it is covered by none. */
  readonly by: T;
  /** Both are the same text. */
  readonly isRepeated: boolean;
}

export interface Coverage<P> {
  /** Equal for members that are the same. */
  readonly spell: (text: string) => string;
  readonly compile: (text: string) => P;
  /** Whether it can cover others than those equal to it; asked only of texts with `*` or `?`. */
  readonly isPattern: (pattern: P) => boolean;
  readonly covers: (outer: P, inner: P) => boolean;
}

/** Pairs compared at most: a list of the size that IAM accepts needs far fewer. */
const maxComparisons = 2_000_000;

interface Entry<T, P> {
  readonly member: T;
  readonly text: string;
  /** The text before the first wildcard or variable: whatever the pattern covers begins with it. */
  readonly start: string;
  /** Compiled when it is compared: most lists have nothing to compare with. */
  pattern: P | undefined;
}

/** The covered members in order; undefined when the list is too long to compare. */
export function findCovered<T extends { readonly text: string }, P>(
  members: readonly T[],
  { spell, compile, isPattern, covers }: Coverage<P>,
): readonly Covered<T>[] | undefined {
  if (members.length < 2) return none;
  const first = new Map<string, Entry<T, P>>();
  for (const member of members) {
    const text = spell(member.text);
    if (!first.has(text)) first.set(text, { member, text, start: startOf(text), pattern: undefined });
  }
  const compiled = (entry: Entry<T, P>): P => (entry.pattern ??= compile(entry.text));
  const patterns = [...first.values()].filter(({ text }) => hasWildcard(text));
  if (patterns.length === 0 && first.size === members.length) return none;
  if (patterns.length * first.size > maxComparisons) return undefined;
  const coversMember = (a: Entry<T, P>, b: Entry<T, P>): boolean =>
    b.text.startsWith(a.start) && isPattern(compiled(a)) && covers(compiled(a), compiled(b));
  const outer = new Map<string, Entry<T, P>>();
  for (const entry of first.values()) {
    const found = findOuter(entry, patterns, coversMember);
    if (found) outer.set(entry.text, found);
  }
  if (outer.size === 0 && first.size === members.length) return none;
  return members.flatMap((member) => {
    const own = first.get(spell(member.text));
    const kept = own && outermost(own, outer);
    return !kept || kept.member === member ? [] : [{ member, by: kept.member, isRepeated: kept === own }];
  });
}

const none: readonly never[] = [];

function startOf(text: string): string {
  const end = text.search(/[*?$]/);
  return end < 0 ? text : text.slice(0, end);
}

/** Of two that cover each other the earlier one stays. */
function findOuter<E>(inner: E, patterns: readonly E[], covers: (outer: E, inner: E) => boolean): E | undefined {
  let isEarlier = true;
  for (const outer of patterns) {
    if (outer === inner) isEarlier = false;
    else if (covers(outer, inner) && (isEarlier || !covers(inner, outer))) return outer;
  }
  return undefined;
}

function outermost<T, P>(entry: Entry<T, P>, outer: ReadonlyMap<string, Entry<T, P>>): Entry<T, P> {
  let found = entry;
  for (let next = outer.get(found.text); next; next = outer.get(next.text)) found = next;
  return found;
}

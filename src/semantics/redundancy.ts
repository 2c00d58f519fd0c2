/** Members of a list of patterns that another member of the list already covers. */
import { hasWildcard } from '../policy/pattern.ts';
import { mayCover, piecesOf } from '../policy/pieces.ts';

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
  /** The fixed texts of a pattern, split when they are asked for. */
  pieces: readonly string[] | undefined;
  /** Compiled when it is compared: most lists have nothing to compare with. */
  pattern: P | undefined;
}

/** The covered members in order; undefined when the list is too long to compare. */
export function findCovered<T extends { readonly text: string }, P>(
  members: readonly T[],
  { spell, compile, isPattern, covers }: Coverage<P>,
): readonly Covered<T>[] | undefined {
  if (members.length < 2 || !mayRepeat(members, spell)) return none;
  const first = new Map<string, Entry<T, P>>();
  for (const member of members) {
    const text = spell(member.text);
    if (!first.has(text)) first.set(text, { member, text, pieces: undefined, pattern: undefined });
  }
  const compiled = (entry: Entry<T, P>): P => (entry.pattern ??= compile(entry.text));
  const patterns = [...first.values()].filter(({ text }) => hasWildcard(text));
  if (patterns.length * first.size > maxComparisons) return undefined;
  const coversMember = (a: Entry<T, P>, b: Entry<T, P>): boolean =>
    mayCover((a.pieces ??= piecesOf(a.text)), b.text) && isPattern(compiled(a)) && covers(compiled(a), compiled(b));
  const near = indexByHead(patterns);
  const outer = new Map<string, Entry<T, P>>();
  for (const entry of first.values()) {
    const found = findOuter(entry, near(entry.text), coversMember);
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

/** Lists of distinct texts without wildcards, which most are, hold nothing that is covered. */
function mayRepeat(members: readonly { readonly text: string }[], spell: (text: string) => string): boolean {
  const texts = new Set<string>();
  for (const { text } of members) {
    if (hasWildcard(text)) return true;
    texts.add(spell(text));
  }
  return texts.size < members.length;
}

/** The patterns that can cover a text, by what both begin with: in long lists most belong to another service. */
function indexByHead<E extends { readonly text: string }>(patterns: readonly E[]): (text: string) => readonly E[] {
  const byHead = new Map<string, E[]>();
  for (const pattern of patterns) {
    const head = headOf(pattern.text);
    if (/[*?$]/.test(head)) return () => patterns;
    const list = byHead.get(head);
    if (list) list.push(pattern);
    else byHead.set(head, [pattern]);
  }
  return (text) => byHead.get(headOf(text)) ?? none;
}

/** `s3:`, or `arn:aws:s3:`; all of a text with fewer colons. */
function headOf(text: string): string {
  let end = text.indexOf(':');
  for (let more = text.startsWith('arn:') ? 2 : 0; more > 0 && end >= 0; more--) end = text.indexOf(':', end + 1);
  return end < 0 ? text : text.slice(0, end + 1);
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

/**
 * Boxes: products of one set per dimension. A statement is a box; what a policy allows is boxes minus boxes. Subtracting
 * goes depth first and hands over each piece that is left.
 */
import type { Budget } from './budget.ts';

/** The states of one condition key: absent, or present with values all in `all` and one in each of `some`. */
export interface KeySet {
  readonly absent: boolean;
  readonly all: bigint;
  readonly some: readonly bigint[];
}

export interface Box {
  /** Action, resource and caller classes. */
  readonly plain: readonly bigint[];
  /** By the dimensions' order. */
  readonly keys: readonly KeySet[];
}

/** Both conditions on a key. */
export function meetKeys(a: KeySet, b: KeySet): KeySet {
  const all = a.all & b.all;
  if (a.some.length === 0 && b.some.length === 0) return { absent: a.absent && b.absent, all, some: [] };
  const some = new Set([...a.some, ...b.some].map((bits) => bits & all));
  some.delete(all);
  return { absent: a.absent && b.absent, all, some: [...some] };
}

/** Whether no state of the key is left. */
export function isEmptyKey({ absent, all, some }: KeySet): boolean {
  return !absent && (all === 0n || some.includes(0n));
}

/** Whether the box holds no request. */
export function isEmptyBox(box: Box): boolean {
  return box.plain.includes(0n) || box.keys.some(isEmptyKey);
}

/** What both boxes hold. */
export function meetBoxes(a: Box, b: Box): Box {
  return {
    plain: a.plain.map((bits, at) => bits & (b.plain[at] ?? 0n)),
    keys: a.keys.map((set, at) => meetKeys(set, b.keys[at] ?? set)),
  };
}

/** The states of `a` that are not in `b`, in pieces. */
export function subtractKey(a: KeySet, b: KeySet, isMulti: boolean): KeySet[] {
  const pieces: KeySet[] = [];
  if (a.absent && !b.absent) pieces.push({ absent: true, all: 0n, some: [] });
  const outside = a.all & ~b.all;
  if (!isMulti) {
    if (outside !== 0n) pieces.push({ absent: false, all: outside, some: [] });
    return pieces;
  }
  const present: KeySet = { absent: false, all: a.all, some: a.some };
  const any = (bits: bigint): KeySet => ({ absent: false, all: a.all, some: [bits] });
  const none = (bits: bigint): KeySet => ({ absent: false, all: a.all & ~bits, some: [] });
  if (outside !== 0n) pieces.push(meetKeys(present, any(outside)));
  for (const bits of b.some) pieces.push(meetKeys(present, none(bits)));
  return pieces.filter((piece) => !isEmptyKey(piece));
}

/** A box to subtract. */
export interface Cover {
  readonly box: Box;
}

/** Whether a piece that is left settles the search. */
export type OnLeft = (box: Box) => boolean;

/**
 * Subtracts the covers one after the other and hands each piece that is left to `onLeft` until one settles the matter.
 * Each piece is cut along one dimension and cannot meet the others' part there, so no request is looked at twice.
 */
export function subtract(
  box: Box,
  covers: readonly Cover[],
  multi: readonly boolean[],
  budget: Budget,
  onLeft: OnLeft,
): boolean {
  return subtractFrom(box, covers, 0, multi, budget, onLeft);
}

function subtractFrom(
  box: Box,
  covers: readonly Cover[],
  from: number,
  multi: readonly boolean[],
  budget: Budget,
  onLeft: OnLeft,
): boolean {
  budget.spendBox();
  for (let at = from; at < covers.length; at++) {
    const cover = covers[at]?.box;
    if (cover === undefined) continue;
    budget.spend(1);
    if (isEmptyBox(meetBoxes(box, cover))) continue;
    return split(box, cover, multi, (piece) => subtractFrom(piece, covers, at + 1, multi, budget, onLeft));
  }
  return onLeft(box);
}

/** The pieces of the box outside the cover, one dimension after the other. */
function split(box: Box, cover: Box, multi: readonly boolean[], onPiece: OnLeft): boolean {
  let rest = box;
  for (let at = 0; at < box.plain.length; at++) {
    const outside = (rest.plain[at] ?? 0n) & ~(cover.plain[at] ?? 0n);
    if (outside === 0n) continue;
    if (onPiece({ ...rest, plain: rest.plain.with(at, outside) })) return true;
    rest = { ...rest, plain: rest.plain.with(at, (rest.plain[at] ?? 0n) & (cover.plain[at] ?? 0n)) };
  }
  for (let at = 0; at < box.keys.length; at++) {
    const own = rest.keys[at];
    const other = cover.keys[at];
    if (own === undefined || other === undefined) continue;
    const pieces = subtractKey(own, other, multi[at] === true);
    for (const piece of pieces) if (onPiece({ ...rest, keys: rest.keys.with(at, piece) })) return true;
    if (pieces.length > 0) rest = { ...rest, keys: rest.keys.with(at, meetKeys(own, other)) };
  }
  return false;
}

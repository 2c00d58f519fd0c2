/** Sets of small numbers as bits: sets of roles or users that thousands of principals share. */

export type Bits = Uint32Array;

/** The empty set for numbers below `size`. */
export function noBits(size: number): Bits {
  return new Uint32Array((size + 31) >>> 5);
}

/** All numbers below `size`. */
export function allBits(size: number): Bits {
  const bits = noBits(size).fill(0xffffffff);
  const rest = size & 31;
  if (rest > 0) bits[bits.length - 1] = 2 ** rest - 1;
  return bits;
}

export function addBit(bits: Bits, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] ?? 0) | (1 << (at & 31));
}

export function hasBit(bits: Bits, at: number): boolean {
  return (((bits[at >>> 5] ?? 0) >>> (at & 31)) & 1) === 1;
}

export function both(a: Bits, b: Bits): Bits {
  return a.map((word, at) => word & (b[at] ?? 0));
}

export function either(a: Bits, b: Bits): Bits {
  return a.map((word, at) => word | (b[at] ?? 0));
}

/** What is in `a` and not in `b`. */
export function without(a: Bits, b: Bits): Bits {
  return a.map((word, at) => word & ~(b[at] ?? 0));
}

export function isEmpty(bits: Bits): boolean {
  for (const word of bits) if (word !== 0) return false;
  return true;
}

export function meets(a: Bits, b: Bits): boolean {
  for (let at = 0; at < a.length; at++) if (((a[at] ?? 0) & (b[at] ?? 0)) !== 0) return true;
  return false;
}

/** The numbers in rising order. */
export function listBits(bits: Bits): number[] {
  const found: number[] = [];
  for (let at = 0; at < bits.length; at++) {
    for (let word = bits[at] ?? 0; word !== 0; word &= word - 1) found.push(at * 32 + (31 - Math.clz32(word & -word)));
  }
  return found;
}

/** A set of what is certainly in it, within what may be. */
export interface Tri {
  readonly yes: Bits;
  readonly maybe: Bits;
}

export function triBoth(a: Tri, b: Tri): Tri {
  if (a === b) return a;
  return { yes: both(a.yes, b.yes), maybe: both(a.maybe, b.maybe) };
}

export function triEither(a: Tri, b: Tri): Tri {
  return { yes: either(a.yes, b.yes), maybe: either(a.maybe, b.maybe) };
}

/** What is in `a` and not in `b`. */
export function triWithout(a: Tri, b: Tri): Tri {
  return { yes: without(a.yes, b.maybe), maybe: without(a.maybe, b.yes) };
}

/** The same set with nothing of it certain. */
export function doubted({ yes, maybe }: Tri): Tri {
  return { yes: new Uint32Array(yes.length), maybe };
}

/** The one or the other set of both. */
export function mask({ yes, maybe }: Tri, bits: Bits): Tri {
  return { yes: both(yes, bits), maybe: both(maybe, bits) };
}

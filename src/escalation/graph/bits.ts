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

// Plain loops: `map` on a typed array is an order of magnitude slower, and these run for every principal and path.
export function both(a: Bits, b: Bits): Bits {
  if (a === b) return a;
  const found = new Uint32Array(a.length);
  for (let at = 0; at < a.length; at++) found[at] = (a[at] ?? 0) & (b[at] ?? 0);
  return found;
}

export function either(a: Bits, b: Bits): Bits {
  if (a === b) return a;
  const found = new Uint32Array(a.length);
  for (let at = 0; at < a.length; at++) found[at] = (a[at] ?? 0) | (b[at] ?? 0);
  return found;
}

/** What is in `a` and not in `b`. */
export function without(a: Bits, b: Bits): Bits {
  const found = new Uint32Array(a.length);
  for (let at = 0; at < a.length; at++) found[at] = (a[at] ?? 0) & ~(b[at] ?? 0);
  return found;
}

export function isEmpty(bits: Bits): boolean {
  for (const word of bits) if (word !== 0) return false;
  return true;
}

export function meets(a: Bits, b: Bits): boolean {
  for (let at = 0; at < a.length; at++) if (((a[at] ?? 0) & (b[at] ?? 0)) !== 0) return true;
  return false;
}

export function isSame(a: Bits, b: Bits): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}

/** Equal sets have equal numbers. */
export function hashBits(bits: Bits): number {
  let found = bits.length;
  for (const word of bits) found = Math.imul(found ^ word ^ (found >>> 15), 0x9e3779b1);
  return found;
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

/** Most sets have nothing doubtful, and one array serves for both halves. */
function ofTwo(a: Tri, b: Tri, join: (a: Bits, b: Bits) => Bits): Tri {
  const maybe = join(a.maybe, b.maybe);
  return { yes: a.yes === a.maybe && b.yes === b.maybe ? maybe : join(a.yes, b.yes), maybe };
}

export function triBoth(a: Tri, b: Tri): Tri {
  return a === b ? a : ofTwo(a, b, both);
}

export function triEither(a: Tri, b: Tri): Tri {
  return a === b ? a : ofTwo(a, b, either);
}

/** What is in `a` and not in `b`. */
export function triWithout(a: Tri, b: Tri): Tri {
  const maybe = without(a.maybe, b.yes);
  return { yes: a.yes === a.maybe && b.yes === b.maybe ? maybe : without(a.yes, b.maybe), maybe };
}

/** The same set with nothing of it certain. */
export function doubted({ yes, maybe }: Tri): Tri {
  return { yes: new Uint32Array(yes.length), maybe };
}

/** The one or the other set of both. */
export function mask({ yes, maybe }: Tri, bits: Bits): Tri {
  const masked = both(maybe, bits);
  return { yes: yes === maybe ? masked : both(yes, bits), maybe: masked };
}

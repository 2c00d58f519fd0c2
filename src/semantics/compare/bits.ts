/** Sets of small numbers as bigints. */

/** Indexes of the set bits, ascending. */
export function* members(bits: bigint): Iterable<number> {
  for (let rest = bits; rest !== 0n; rest &= rest - 1n) yield lowest(rest);
}

/** Index of the lowest set bit of a set that has one. */
export function lowest(bits: bigint): number {
  return (bits & -bits).toString(2).length - 1;
}

/** The set of all numbers below `count`. */
export function firstBits(count: number): bigint {
  return (1n << BigInt(count)) - 1n;
}

/** The nearest known name, for "did you mean". */

/** Longer than any name of AWS: a longer text is no misspelling of one, and costs nothing here. */
const longestName = 128;

/** The candidates most like `name`, best first; none when nothing is near. Letter case does not count. */
export function nearest(name: string, candidates: Iterable<string>, limit = 1): string[] {
  if (name.length === 0 || name.length > longestName) return [];
  const wanted = name.toLowerCase();
  const found: { readonly candidate: string; readonly distance: number; readonly start: number }[] = [];
  const worst = maxDistance(wanted.length);
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) > worst) continue;
    const other = candidate.toLowerCase();
    const distance = editDistance(wanted, other, worst);
    if (distance <= worst) found.push({ candidate, distance, start: commonStart(wanted, other) });
  }
  found.sort((a, b) => a.distance - b.distance || b.start - a.start || (a.candidate < b.candidate ? -1 : 1));
  return found.slice(0, limit).map(({ candidate }) => candidate);
}

/** Whether one letter more, less, changed or swapped with its neighbour makes one of the other. */
export function isOneSlip(one: string, other: string): boolean {
  return Math.abs(one.length - other.length) <= 1 && editDistance(one, other, 1) === 1;
}

/** A slip in a short name, a wrong word in a long one; never so much that another name is as likely meant. */
function maxDistance(length: number): number {
  return Math.min(Math.max(1, Math.floor(length / 4)), 8);
}

/** Insertions, deletions, replacements and swaps of neighbours; more than `worst` as soon as that is certain. */
function editDistance(a: string, b: string, worst: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (same ? 0 : 1));
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (isSwap) cost = Math.min(cost, at(beforeLast, column - 2) + 1);
      current.push(cost);
      least = Math.min(least, cost);
    }
    if (least > worst + 1) return least;
    [beforeLast, last] = [last, current];
  }
  return at(last, b.length);
}

function at(list: readonly number[], place: number): number {
  return list[place] ?? Number.POSITIVE_INFINITY;
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

/** The fewest prefix patterns that stand for some actions of a service and for none of the others. */

/**
 * Patterns such as `Get*`, and names that stand alone, that match every name of `kept` and none of `dropped`. Letter
 * case does not count. Fewest of all lists made of names and prefixes; the longest prefix where several do. `mayUse`
 * refuses patterns, as those that reach beyond the pattern they replace.
 */
export function compactNames(
  kept: readonly string[],
  dropped: readonly string[],
  mayUse: (pattern: string) => boolean = () => true,
): readonly string[] {
  const names = [...new Map(kept.map((name) => [name.toLowerCase(), name])).values()].sort(byLowerCase);
  const avoid = dropped.map((name) => name.toLowerCase()).sort();
  const patterns: string[] = [];
  let at = 0;
  while (at < names.length) {
    const end = groupEnd(names, at, avoid, mayUse);
    patterns.push(patternOf(names.slice(at, end)));
    at = end;
  }
  return patterns;
}

function byLowerCase(a: string, b: string): number {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** Names with one prefix stand together in the sorted list, so a group is widened as long as nothing else begins so. */
function groupEnd(
  names: readonly string[],
  at: number,
  avoid: readonly string[],
  mayUse: (pattern: string) => boolean,
): number {
  const first = (names[at] ?? '').toLowerCase();
  let best = at + 1;
  for (let length = first.length; length >= 0; length--) {
    const prefix = first.slice(0, length);
    if (startsAny(avoid, prefix)) break;
    let end = at + 1;
    while (names[end]?.toLowerCase().startsWith(prefix) === true) end++;
    if (end > best && mayUse(patternOf(names.slice(at, end)))) best = end;
  }
  return best;
}

/** Whether one of the sorted names begins with the prefix. */
function startsAny(sorted: readonly string[], prefix: string): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < prefix) low = middle + 1;
    else high = middle;
  }
  return sorted[low]?.startsWith(prefix) === true;
}

function patternOf(group: readonly string[]): string {
  const [first = '', ...more] = group;
  if (more.length === 0) return first;
  const last = (more.at(-1) ?? '').toLowerCase();
  let length = 0;
  while (length < first.length && first.charAt(length).toLowerCase() === last.charAt(length)) length++;
  return `${first.slice(0, length)}*`;
}

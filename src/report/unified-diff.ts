/** A unified diff of two texts, as `diff -u` and pull requests show it. */

const around = 3;
/** Beyond this many changed lines the shortest diff costs too much: then all old lines go and all new ones come. */
const mostChanges = 3_000;

type Line = readonly [sign: ' ' | '-' | '+', text: string];

/** Empty when the texts are equal. `undefined` stands for a file that is not there. */
export function unifiedDiff(before: string, after: string | undefined, name: string): string {
  if (before === after) return '';
  const lines = compareLines(linesOf(before), linesOf(after ?? ''));
  const head = [`--- a/${name}`, after === undefined ? '+++ /dev/null' : `+++ b/${name}`];
  return `${[...head, ...hunks(lines)].join('\n')}\n`;
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

function compareLines(a: readonly string[], b: readonly string[]): readonly Line[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const same = (list: readonly string[]): Line[] => list.map((text): Line => [' ', text]);
  return [
    ...same(a.slice(0, start)),
    ...shortestEdit(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...same(a.slice(a.length - end)),
  ];
}

/** How far each diagonal was reached, from the lowest diagonal on. */
interface Round {
  readonly reached: Int32Array;
  readonly lowest: number;
}

/** Myers' greedy algorithm: the furthest points reached on each diagonal, for one more change each round. */
function shortestEdit(a: readonly string[], b: readonly string[]): readonly Line[] {
  const most = Math.min(a.length + b.length, mostChanges);
  const reached = new Int32Array(2 * most + 3).fill(-1);
  reached[most + 2] = 0;
  const now: Round = { reached, lowest: -most - 1 };
  const rounds: Round[] = [];
  for (let changes = 0; changes <= most; changes++) {
    const lowest = -changes - 1;
    rounds.push({ reached: reached.slice(lowest + most + 1, changes + most + 3), lowest });
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      let x = isDown(now, diagonal, changes) ? at(now, diagonal + 1) : at(now, diagonal - 1) + 1;
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++;
      reached[diagonal + most + 1] = x;
      if (x >= a.length && x - diagonal >= b.length) return trace(a, b, rounds);
    }
  }
  return [...a.map((text): Line => ['-', text]), ...b.map((text): Line => ['+', text])];
}

function at({ reached, lowest }: Round, diagonal: number): number {
  return reached[diagonal - lowest] ?? -1;
}

function isDown(round: Round, diagonal: number, changes: number): boolean {
  return diagonal === -changes || (diagonal !== changes && at(round, diagonal - 1) < at(round, diagonal + 1));
}

/** Back from the end, round by round. */
function trace(a: readonly string[], b: readonly string[], rounds: readonly Round[]): readonly Line[] {
  const lines: Line[] = [];
  let [x, y] = [a.length, b.length];
  for (const [changes, round] of [...rounds.entries()].reverse()) {
    const diagonal = x - y;
    const from = isDown(round, diagonal, changes) ? diagonal + 1 : diagonal - 1;
    const fromX = at(round, from);
    const fromY = fromX - from;
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      lines.push([' ', a[--x] ?? '']);
      y--;
    }
    if (changes === 0) break;
    if (x === fromX) lines.push(['+', b[--y] ?? '']);
    else lines.push(['-', a[--x] ?? '']);
  }
  return lines.reverse();
}

function hunks(lines: readonly Line[]): readonly string[] {
  const out: string[] = [];
  let index = 0;
  let [oldLine, newLine] = [1, 1];
  const move = ([sign]: Line): void => {
    if (sign !== '+') oldLine++;
    if (sign !== '-') newLine++;
  };
  while (index < lines.length) {
    const first = lines.findIndex(([sign], place) => place >= index && sign !== ' ');
    if (first < 0) break;
    const start = Math.max(index, first - around);
    const end = hunkEnd(lines, first);
    for (; index < start; index++) move(lines[index] as Line);
    const hunk = lines.slice(start, end);
    out.push(`@@ -${range(oldLine, hunk, '+')} +${range(newLine, hunk, '-')} @@`);
    out.push(...hunk.map(([sign, text]) => sign + text));
    for (; index < end; index++) move(lines[index] as Line);
  }
  return out;
}

/** Changes with few enough lines between them share a hunk. */
function hunkEnd(lines: readonly Line[], first: number): number {
  let last = first;
  for (let place = first; place < lines.length && place - last <= 2 * around; place++) {
    if (lines[place]?.[0] !== ' ') last = place;
  }
  return Math.min(lines.length, last + around + 1);
}

function range(line: number, hunk: readonly Line[], without: '-' | '+'): string {
  const length = hunk.filter(([sign]) => sign !== without).length;
  return length === 0 ? `${line - 1},0` : `${line},${length}`;
}

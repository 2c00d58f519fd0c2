/** Applies fixes to a text; those that overlap an earlier one wait for the next pass. */
import type { Fix, TextEdit } from '../finding.ts';

export interface Applied {
  readonly text: string;
  readonly applied: number;
  /** Fixes left out because they overlap another. */
  readonly waiting: number;
}

export function applyFixes(text: string, fixes: readonly Fix[]): Applied {
  const accepted: TextEdit[] = [];
  let applied = 0;
  for (const fix of [...fixes].sort((a, b) => startOf(a) - startOf(b))) {
    if (accept(fix, accepted)) applied++;
  }
  return { text: splice(text, accepted), applied, waiting: fixes.length - applied };
}

function startOf(fix: Fix): number {
  return Math.min(...fix.edits.map((edit) => edit.start));
}

/** All edits of the fix or none; a fix whose own edits overlap is none. `accepted` stays sorted and free of overlaps. */
function accept(fix: Fix, accepted: TextEdit[]): boolean {
  const taken: TextEdit[] = [];
  for (const edit of fix.edits) {
    const index = indexFor(edit, accepted);
    if (overlaps(accepted[index - 1], edit) || overlaps(accepted[index], edit)) {
      for (const one of taken) accepted.splice(accepted.indexOf(one), 1);
      return false;
    }
    accepted.splice(index, 0, edit);
    taken.push(edit);
  }
  return taken.length > 0;
}

/** Where an edit belongs among sorted ones: before the first that starts at or after it. */
function indexFor(edit: TextEdit, sorted: readonly TextEdit[]): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.start ?? 0) < edit.start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Two insertions at one spot count as overlapping: their order would be arbitrary. */
function overlaps(a: TextEdit | undefined, b: TextEdit): boolean {
  return a !== undefined && ((a.start < b.end && b.start < a.end) || a.start === b.start);
}

function splice(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of edits) {
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

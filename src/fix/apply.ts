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
    if (fix.edits.some((edit) => accepted.some((other) => overlap(edit, other)))) continue;
    accepted.push(...fix.edits);
    applied++;
  }
  accepted.sort((a, b) => a.start - b.start || a.end - b.end);
  return { text: splice(text, accepted), applied, waiting: fixes.length - applied };
}

function startOf(fix: Fix): number {
  return Math.min(...fix.edits.map((edit) => edit.start));
}

/** Two insertions at one spot count as overlapping: their order would be arbitrary. */
function overlap(a: TextEdit, b: TextEdit): boolean {
  return (a.start < b.end && b.start < a.end) || a.start === b.start;
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

/** Whether two steps can hit the same thing. */
import type { CompiledStatement } from '../semantics/compile.ts';
import { areDisjoint, isCovered } from '../semantics/compare/inclusion.ts';
import { resourceGlob, type Glob } from '../semantics/glob.ts';
import { spend, type Question } from './question.ts';

/** Patterns that both statements are about; undefined for one that cannot be asked as such. */
export function overlappingTargets(
  left: CompiledStatement,
  right: CompiledStatement,
  question: Question,
): readonly (string | undefined)[] {
  if (left.resources === undefined || right.resources === undefined) return [undefined];
  if (!spend(question, left.resources.length * right.resources.length)) return [undefined];
  if (left.isNotResource && right.isNotResource) return [undefined];
  if (left.isNotResource) return outside(right.resources, left.resources);
  if (right.isNotResource) return outside(left.resources, right.resources);
  const found: (string | undefined)[] = [];
  for (const one of left.resources) {
    for (const other of right.resources) {
      if (!areDisjoint(one, other)) found.push(askable(isCovered(one, other) ? one : other));
      else if (!areDisjoint(unqualified(one), unqualified(other))) found.push(undefined);
    }
  }
  return found;
}

function outside(globs: readonly Glob[], excluded: readonly Glob[]): readonly (string | undefined)[] {
  return globs.filter((glob) => !excluded.some((other) => isCovered(glob, other))).map((glob) => askable(glob));
}

/** A pattern can be asked about when every part of it is known, and names less than everything. */
function askable({ text, hasVariable }: Glob): string | undefined {
  return hasVariable || text === '*' || text.includes('\uE000') ? undefined : text;
}

/** A function's ARN without version or alias: creating names the function, invoking may name both. */
function unqualified(glob: Glob): Glob {
  return glob.text.endsWith(':*') && glob.text.includes(':function:')
    ? resourceGlob(glob.text.slice(0, -2), glob.hasVariable)
    : glob;
}

/** What is plain to see between two statements, before anything is enumerated. No answer here is a guess: false means "not plain". */
import type { Glob } from '../glob.ts';
import type { CompiledCondition } from '../condition.ts';
import type { Budget } from './budget.ts';
import type { Element } from './element-classes.ts';
import { areDisjoint, isCovered } from './inclusion.ts';
import type { Part } from './parts.ts';

/** Beyond this many pairs of patterns the index of the full analysis is faster. */
const maxPairs = 4000;

/** Whether every request of `inner` is plainly one of `outer`. */
export function plainlyContains(outer: Part, inner: Part, callers: bigint, budget: Budget): boolean {
  if ((callers & ~outer.callers) !== 0n) return false;
  if (!outer.needed.every((key) => inner.needed.includes(key))) return false;
  if (!outer.conditions.every((condition) => inner.conditions.some((one) => isSame(one, condition)))) return false;
  return containsElement(outer.action, inner.action, budget) && containsElement(outer.resource, inner.resource, budget);
}

function isSame(a: CompiledCondition, b: CompiledCondition): boolean {
  return (
    a.key === b.key &&
    a.identity === b.identity &&
    a.negated === b.negated &&
    a.quantifier === b.quantifier &&
    a.ifExists === b.ifExists
  );
}

function containsElement(outer: Element, inner: Element, budget: Budget): boolean {
  if (outer.globs === undefined) return true;
  if (inner.globs === undefined || outer.isNot !== inner.isNot) return false;
  return outer.isNot ? allCovered(outer.globs, inner.globs, budget) : allCovered(inner.globs, outer.globs, budget);
}

/** Whether each of the first globs is plainly covered by one of the second. */
function allCovered(globs: readonly Glob[], by: readonly Glob[], budget: Budget): boolean {
  const known = new Set(by);
  const others = globs.filter((glob) => !known.has(glob));
  if (others.length * by.length > maxPairs) return false;
  budget.spend(others.length * by.length);
  return others.every((glob) => by.some((other) => isCovered(glob, other)));
}

/** Whether the two statements plainly have no action or no resource in common. */
export function plainlyApart(a: Part, b: Part, budget: Budget): boolean {
  return (
    (a.callers & b.callers) === 0n ||
    elementsApart(a.action, b.action, budget) ||
    elementsApart(a.resource, b.resource, budget)
  );
}

function elementsApart(a: Element, b: Element, budget: Budget): boolean {
  if (a.globs === undefined || b.globs === undefined) return false;
  if (a.isNot && b.isNot) return false;
  if (a.globs.length * b.globs.length > maxPairs) return false;
  budget.spend(a.globs.length * b.globs.length);
  if (a.isNot) return allCovered(b.globs, a.globs, budget);
  if (b.isNot) return allCovered(a.globs, b.globs, budget);
  const others = b.globs;
  return a.globs.every((glob) => others.every((other) => areDisjoint(glob, other)));
}

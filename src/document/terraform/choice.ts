/**
 * Values that depend on a condition nobody can decide here. As of an `Fn::If` of a template, each branch that is written
 * out is judged in a world of its own. https://developer.hashicorp.com/terraform/language/expressions/conditionals
 */
import type { World } from '../template/worlds.ts';
import { isBlank } from './functions.ts';
import { unknown, type Scope } from './scope.ts';
import type { Syntax } from './syntax.ts';
import { isSame, type Value } from './value.ts';

/** The name of a condition: the same text is decided the same way. */
export function conditionOf({ start, end }: Syntax, { file }: Scope): string {
  return file.text.slice(start, end).replace(/\s+/g, ' ');
}

/** The scope of what stands in a branch. */
export function inBranch(scope: Scope, condition: string, way: boolean): Scope {
  return scope.choose ? { ...scope, around: new Map(scope.around).set(condition, way) } : scope;
}

/** One of two values. Both are the same, or one is a policy and the other nothing, or the world tells, or it is not known. */
export function chooseValue(node: Syntax, condition: string, yes: Value, no: Value, scope: Scope): Value {
  const [json] = [yes, no].filter((one) => one.kind === 'text' && one.json);
  // A policy that may be left out is judged as if it were there, as a resource with `count` is.
  if (json && isBlank(json === yes ? no : yes)) return json;
  if (isSame(yes, no)) return yes;
  if (!isWrittenOut(yes) && !isWrittenOut(no)) return unknown(node, scope);
  scope.effort.undecided++;
  if (!scope.choose) return unknown(node, scope);
  const [taken, other] = scope.choose(condition, scope.around ?? nothing) ? [yes, no] : [no, yes];
  return taken.kind === 'list' && !isWrittenOut(other) ? { ...taken, mayBeEmpty: true } : taken;
}

const nothing: World = new Map();

/** Whether there is something to be judged; a lone word may be left open. */
function isWrittenOut(value: Value): boolean {
  if (value.kind === 'list') return value.items.some(({ kind }) => kind !== 'unknown');
  if (value.kind === 'object') return value.members.length > 0;
  return value.kind === 'text' && (value.json !== undefined || /^\s*\{/.test(value.text));
}

/** Fixes that say a condition on the presence of a key in the plain words, or drop one that says nothing. */
import type { Fix } from '../finding.ts';
import type { FixBuilder } from '../fix/builder.ts';
import type { Condition, Statement } from '../policy/model.ts';

/** The condition as `Null`; undefined when its operator has other keys or the statement has a Null block already. */
export function rewriteAsNull(
  build: FixBuilder,
  condition: Condition,
  { conditions, condition: element }: Statement,
  absent: 'true' | 'false',
): Fix | undefined {
  const hasOthers = conditions.some((other) => other !== condition && other.operator === condition.operator);
  if (hasOthers || element?.operators.some(({ operator }) => operator.base === 'Null')) return undefined;
  return build.all(build.rename(condition.operator.place, 'Null'), build.replace(condition.place, absent));
}

/** Without the condition, its operator when that is left empty, and the whole element when nothing is left in it. */
export function removeCondition(build: FixBuilder, condition: Condition, statement: Statement): Fix | undefined {
  if (statement.isDamaged) return undefined;
  const { conditions, condition: element } = statement;
  if (conditions.some((other) => other !== condition && other.operator === condition.operator)) {
    return build.remove(condition.place);
  }
  const block = element?.operators.find(({ operator }) => operator === condition.operator);
  if (!element || !block) return undefined;
  return build.remove(element.operators.length === 1 ? element.place : block.place);
}

/** Conditions on one key as sets of its values, decided exactly. */
import type { CompiledCondition } from './condition.ts';
import { isEmptyKey, meetKeys, subtractKey, type KeySet } from './compare/box.ts';
import { defaultLimits, LimitReached, newBudget } from './compare/budget.ts';
import { keyDimension } from './compare/key-dimension.ts';
import { conditionSet } from './compare/parts.ts';

const limits = { ...defaultLimits, maxStates: 1000, maxClasses: 500, maxSteps: 100_000 };

/** More values than that are not compared here. */
const mostValues = 200;

/** Whether every request meets the condition, one without the key too unless every request has it. No where it cannot be told. */
export function isMetByAll(condition: CompiledCondition, isMulti: boolean, isAlwaysPresent: boolean): boolean {
  if (condition.source.values.length === 0 || condition.source.values.length > mostValues) return false;
  try {
    const several = isMulti || condition.quantifier !== undefined;
    const dimension = keyDimension(condition.key, [condition], several, newBudget(limits));
    const everything: KeySet = { absent: !isAlwaysPresent, all: dimension.universe, some: [] };
    return subtractKey(everything, conditionSet(condition, dimension), several).every(isEmptyKey);
  } catch (error) {
    if (error instanceof LimitReached) return false;
    throw error;
  }
}

/** Whether some request may meet all of the conditions, which are on one key; yes where it cannot be told. */
export function canHoldTogether(conditions: readonly CompiledCondition[], isMulti: boolean): boolean {
  const [first] = conditions;
  if (first === undefined || conditions.reduce((sum, { source }) => sum + source.values.length, 0) > mostValues)
    return true;
  try {
    const several = isMulti || conditions.some(({ quantifier }) => quantifier !== undefined);
    const dimension = keyDimension(first.key, conditions, several, newBudget(limits));
    const everything: KeySet = { absent: true, all: dimension.universe, some: [] };
    return !isEmptyKey(conditions.reduce((set, one) => meetKeys(set, conditionSet(one, dimension)), everything));
  } catch (error) {
    if (error instanceof LimitReached) return true;
    throw error;
  }
}

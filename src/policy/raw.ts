/** The JSON behind the model: what stands at a place also when it did not fit the grammar. */
import type { Policy, Statement } from './model.ts';
import { pathOf, type Place } from './place.ts';

/** The parsed JSON value at a place of the policy; undefined when there is none. */
export function rawAt(policy: Policy, place: Place): unknown {
  let value = policy.raw;
  for (const key of pathOf(place)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}

/** Is the value at this place `[]`? A list whose items are all of a wrong type is not empty. */
export function isEmptyList(statement: Statement, place: Place): boolean {
  const value = rawAt(statement.policy, place);
  return Array.isArray(value) && value.length === 0;
}

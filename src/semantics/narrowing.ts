/** Whether the conditions of a statement narrow what it allows, or what it leaves of other statements, in earnest. */
import type { Condition, Statement } from '../policy/model.ts';
import { familyOf, isNegated } from './condition-value.ts';
import { isAlwaysPresent, isAlwaysTrue } from './key-presence.ts';

/**
 * Keys by which an identity policy keeps nothing back: the holder is of one account and organization anyway, chooses
 * what it calls itself and how it connects, and one Region holds most data of most accounts.
 */
const idleKeys: ReadonlySet<string> = new Set([
  'aws:principalaccount',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:referer',
  'aws:requestedregion',
  'aws:resourceaccount',
  'aws:resourceorgid',
  'aws:resourceorgpaths',
  'aws:securetransport',
  'aws:useragent',
  'kms:calleraccount',
]);

/** Whether an Allow holds only for some resources or in some circumstances. */
export function isNarrowed({ conditions }: Statement): boolean {
  return conditions.some((one) => demands(one));
}

/**
 * Whether a conditional Deny leaves only some resources or circumstances, as one for all that lack a tag does. One that
 * names what is denied leaves the rest.
 */
export function leavesLittle({ conditions }: Statement): boolean {
  return conditions.length > 0 && conditions.every((one) => deniesTheRest(one));
}

/** A negated test, IfExists and ForAllValues hold as well for a request without the key. */
function demands(condition: Condition): boolean {
  const { operator, key, values } = condition;
  if (isIdle(condition) || isAlwaysTrue(condition)) return false;
  if (familyOf(condition) === 'null') return true;
  const holdsWithout = operator.qualifier === 'ForAllValues' || (operator.ifExists && !isAlwaysPresent(key.text));
  return !isNegated(condition) && !holdsWithout && !values.every(({ text }) => isOpen(text));
}

function deniesTheRest(condition: Condition): boolean {
  if (isIdle(condition)) return false;
  if (familyOf(condition) === 'null') return condition.values.some(({ text }) => text.toLowerCase() === 'true');
  return isNegated(condition) || (condition.operator.ifExists && !isAlwaysPresent(condition.key.text));
}

function isIdle({ key }: Condition): boolean {
  return idleKeys.has(key.text.toLowerCase());
}

/** Nothing but wildcards, or every address. */
function isOpen(text: string): boolean {
  return /^(?:arn:)?[*?:/]*$/.test(text) || /^(?:0\.0\.0\.0|::)\/0$/.test(text);
}

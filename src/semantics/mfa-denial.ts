/**
 * Requests signed with a long-term access key carry no MFA keys at all.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 */
import { coversAction, coversResource } from '../policy/arn.ts';
import type { Condition, Statement } from '../policy/model.ts';
import { parseBool } from '../policy/value.ts';
import { isKey } from './condition-key.ts';

/** Whether another statement denies all that `statement` is about to requests that say nothing of MFA. */
export function deniesWithoutMfa(other: Statement, statement: Statement): boolean {
  const [condition, ...more] = other.conditions;
  return (
    other.isAllow === false &&
    condition !== undefined &&
    more.length === 0 &&
    matchesWithoutMfa(condition) &&
    coversActions(other, statement) &&
    coversResources(other, statement) &&
    coversPrincipals(other)
  );
}

function matchesWithoutMfa({ key, operator, values }: Condition): boolean {
  const [value] = values;
  const isPresence = isKey(key.text, 'aws:multifactorauthpresent');
  if (value === undefined || values.length > 1 || (!isPresence && !isKey(key.text, 'aws:multifactorauthage')))
    return false;
  if (operator.base === 'Null') return !operator.qualifier && parseBool(value.text) === true;
  return isPresence && operator.base === 'Bool' && operator.ifExists && parseBool(value.text) === false;
}

function coversActions(other: Statement, { action, notAction }: Statement): boolean {
  const wide = other.action?.values ?? [];
  if (action) return action.values.every(({ text }) => wide.some((one) => coversAction(one.text, text)));
  const spared = new Set(notAction?.values.map(({ text }) => text));
  const others = other.notAction?.values;
  return wide.some(({ text }) => text === '*') || others?.every(({ text }) => spared.has(text)) === true;
}

function coversResources(other: Statement, { resource, notResource }: Statement): boolean {
  const wide = other.resource?.values ?? [];
  if (wide.some(({ text }) => text === '*')) return true;
  if (notResource || !resource) return false;
  return resource.values.every(({ text }) => wide.some((one) => coversResource(one.text, text)));
}

/** Identity policies name no principal. */
function coversPrincipals({ principal, notPrincipal }: Statement): boolean {
  if (notPrincipal) return false;
  return principal === undefined || principal.values.some(({ text }) => text === '*');
}

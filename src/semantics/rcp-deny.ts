/**
 * How a Deny of a resource control policy treats calls that AWS services make themselves: those carry no keys about a
 * principal of a customer, and only those carry the keys about a source.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html
 */
import type { Condition, Statement } from '../policy/model.ts';
import { parseBool } from '../policy/value.ts';
import { isNegated } from './condition-value.ts';

const principalKeys: ReadonlySet<string> = new Set([
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principalaccount',
  'aws:principalarn',
]);
const sourceKeys: ReadonlySet<string> = new Set([
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourceaccount',
  'aws:sourcearn',
]);

/** The condition of a Deny that also holds for requests without its key, when the key is about the caller. */
export function findPrincipalTest(statement: Statement): Condition | undefined {
  return findDenyOfAbsent(statement, principalKeys);
}

/** The same for a key about the source that a service acts for; `organization` leaves the account and the ARN aside. */
export function findSourceTest(statement: Statement, organization = false): Condition | undefined {
  return findDenyOfAbsent(
    statement,
    organization ? new Set([...sourceKeys].filter((key) => /org/.test(key))) : sourceKeys,
  );
}

function findDenyOfAbsent(statement: Statement, keys: ReadonlySet<string>): Condition | undefined {
  if (statement.isAllow !== false) return undefined;
  return statement.conditions.find(
    (condition) =>
      keys.has(condition.key.text.toLowerCase()) &&
      isNegated(condition) &&
      condition.operator.qualifier !== 'ForAnyValue',
  );
}

/** Whether the statement is about calls of services only (`true`) or leaves them out (`false`). */
export function testsForService({ conditions }: Statement, isService: boolean): boolean {
  return conditions.some(
    ({ operator, key, values }) =>
      (operator.base === 'Bool' || operator.base.startsWith('StringEquals')) &&
      key.text.toLowerCase() === 'aws:principalisawsservice' &&
      values.length > 0 &&
      values.every(({ text }) => parseBool(text) === isService),
  );
}

/** Whether the statement has a `Null` test that demands the key to be there (`false`) or not (`true`). */
export function testsNull({ conditions }: Statement, keys: readonly string[], absent: boolean): boolean {
  return conditions.some(
    ({ operator, key, values }) =>
      operator.base === 'Null' &&
      keys.includes(key.text.toLowerCase()) &&
      values.length > 0 &&
      values.every(({ text }) => parseBool(text) === absent),
  );
}

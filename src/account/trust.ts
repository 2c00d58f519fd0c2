/** Who may assume a role, read from its trust policy statement by statement. */
import { parseOperator } from '../policy/condition.ts';
import type { Condition, Principal, Statement } from '../policy/model.ts';
import { isNegated } from '../semantics/condition-value.ts';
import { namesAction } from '../semantics/grants.ts';
import { parseCaller } from '../semantics/caller.ts';
import type { Account, Role } from './model.ts';
import { hasOpenValue } from './open-value.ts';

/** Allow statements of the trust policy that cover the action, as far as they can be judged. */
export function trustGrants(role: Role, action = 'sts:AssumeRole'): readonly Statement[] {
  return (role.trust?.statements ?? []).filter(
    (one) => one.isAllow === true && !one.isDamaged && one.principal !== undefined && namesAction(one, action),
  );
}

/** Values of the statement's principal element of one kind: `AWS`, `Service`, `Federated`. */
export function principalsOf({ principal }: Statement, kind: string): readonly Principal[] {
  return principal?.values.filter((one) => one.kind === kind) ?? [];
}

/** Whether only services may assume the role. */
export function isServiceRole(role: Role): boolean {
  const grants = (role.trust?.statements ?? []).filter((one) => one.isAllow === true);
  return (
    grants.length > 0 &&
    grants.every(({ principal }) => principal?.values.every(({ kind }) => kind === 'Service') ?? false)
  );
}

/** The account of an AWS principal; undefined for `*` and for what names none, such as the id of a deleted user. */
export function accountOf(principal: Principal): string | undefined {
  const { account } = parseCaller(principal.text);
  return /^\d{12}$/.test(account) ? account : undefined;
}

/** Whether anyone at all is named: `*`. */
export function isAnyone(principal: Principal): boolean {
  return /^\*+$/.test(principal.text);
}

/** Whether the condition binds one of the keys (in lower case) to values that strangers do not have. */
export function binds(condition: Condition, keys: ReadonlySet<string>): boolean {
  const { operator, key, values } = condition;
  const { ifExists, qualifier, family, negated } = parseOperator(operator.text);
  if (!keys.has(key.text.toLowerCase()) || family === undefined || family === 'null') return false;
  // Both hold as well when the request does not have the key.
  if (negated || ifExists || qualifier === 'ForAllValues') return false;
  return values.length > 0 && !hasOpenValue(condition);
}

/** Whether the statement holds only where one of the keys is bound. */
export function isGuarded(statement: Statement, keys: ReadonlySet<string>): boolean {
  return statement.conditions.some((condition) => binds(condition, keys));
}

/**
 * Whether a Deny of the same trust policy leaves only known callers: one that denies whoever is not listed
 * (`StringNotEquals aws:PrincipalOrgID`, NotPrincipal), or everybody.
 */
export function isGuardedByDeny(role: Role, keys: ReadonlySet<string>, action = 'sts:AssumeRole'): boolean {
  return (role.trust?.statements ?? []).some((one) => leavesKnownCallers(one, keys, action));
}

function leavesKnownCallers(one: Statement, keys: ReadonlySet<string>, action: string): boolean {
  if (one.isAllow !== false || one.isDamaged || !namesAction(one, action)) return false;
  if (one.notPrincipal) return one.conditions.length === 0;
  if (!one.principal?.values.some(isAnyone)) return false;
  return one.conditions.every((condition) => isNegatedGuard(condition, keys));
}

/**
 * The same of the organization's resource control policies, which act on every role but those of the management account:
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
export function isGuardedByOrganization(
  account: Account | undefined,
  keys: ReadonlySet<string>,
  action = 'sts:AssumeRole',
): boolean {
  const { organization, id } = account ?? {};
  if (!organization?.rcp || organization.managementAccountId === id) return false;
  return organization.rcp
    .flat()
    .flatMap(({ statements }) => statements)
    .some((one) => one.resource?.values.some(isEveryRole) && leavesKnownCallers(one, keys, action));
}

function isEveryRole({ text }: { readonly text: string }): boolean {
  return text === '*' || /^arn:[^:]*:iam::(\*|\d{12}):(\*|role\/\*)$/.test(text);
}

/** A second condition beside this one would weaken the Deny, except one that says the same of calls by AWS services. */
function isNegatedGuard(condition: Condition, keys: ReadonlySet<string>): boolean {
  const key = condition.key.text.toLowerCase();
  if (key === 'aws:principalisawsservice' || key === 'aws:viaawsservice') return true;
  return keys.has(key) && isNegated(condition) && !hasOpenValue(condition);
}

/** Keys that tie a call by a service to whose resource it works for. */
export const sourceKeys: ReadonlySet<string> = new Set([
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
]);

/** Keys that say who calls: an account, an organisation, a principal, a network of one's own. */
export const callerKeys: ReadonlySet<string> = new Set([
  ...sourceKeys,
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:userid',
  'aws:sourceip',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:vpceaccount',
  'aws:vpceorgid',
  'aws:vpceorgpaths',
  'saml:aud',
]);

/** Whether the statement binds a key whose name (in lower case) fits. */
export function bindsKey(statement: Statement, name: RegExp): boolean {
  return statement.conditions.some((condition) => {
    const key = condition.key.text.toLowerCase();
    return name.test(key) && binds(condition, new Set([key]));
  });
}

/**
 * Whether the statement holds only for callers who signed in with MFA. BoolIfExists lets requests without the key in,
 * as those signed with a long-term key are; `orIfExists` takes it for good enough all the same.
 */
export function requiresMfa({ conditions }: Statement, orIfExists = false): boolean {
  return conditions.some(({ operator, key, values }) => {
    const name = key.text.toLowerCase();
    if (name === 'aws:multifactorauthage') return /^Numeric(Less)/i.test(operator.base) && !operator.ifExists;
    if (name !== 'aws:multifactorauthpresent' || (operator.ifExists && !orIfExists)) return false;
    return values.length > 0 && values.every(({ text }) => text.toLowerCase() === 'true') && operator.base === 'Bool';
  });
}

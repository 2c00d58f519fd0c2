/** Whether one Allow of a policy opens it to everybody, with what the policy denies taken off. */
import { isProviderKey } from '../catalog/condition-keys.ts';
import type { Condition, Policy, Statement } from '../policy/model.ts';
import { hasWildcard } from '../policy/pattern.ts';
import { parseBool } from '../policy/value.ts';
import { checkNoPublicAccess } from './compare/checks.ts';
import { demandsValue } from './trust-grant.ts';

/**
 * Keys beside those the check itself weighs that keep strangers out, or may do so: services differ in which they send,
 * so a statement that demands one is left alone. `aws:SourceArn` is here since only services send it, for resources
 * whose ARN has no account too. A stranger is free in tags, names, MFA and the service that calls in between.
 */
const limiting =
  /^(?:aws:(?:principalservicename|sourcearn|sourceorg|sourcevpcarn|vpce|vpcsource|ec2instance|referer)|(?:sts|saml|sqs|iot|sns):|lambda:(?!functionurlauthtype)|s3:dataaccesspoint|secretsmanager:resource\/)/i;

const small = { maxStates: 2000, maxBoxes: 5000, maxClasses: 500, maxSteps: 300_000 };

/** `unknown`: too large to decide. */
export function isOpenToEveryone(statement: Statement): boolean | 'unknown' {
  const { policy, isAllow, principal, conditions } = statement;
  if (isAllow !== true || policy.problems.length > 0 || conditions.some(mayLimit)) return false;
  if (!principal?.values.some(({ kind, text }) => kind === 'AWS' && text === '*')) return false;
  const denials = policy.statements.filter((other) => other.isAllow === false).map(withoutDoubt);
  const alone: Policy = { ...policy, statements: [statement, ...denials] };
  const { result } = checkNoPublicAccess(alone, { limits: small });
  return result === 'UNKNOWN' ? 'unknown' : result === 'FAIL';
}

/** A Deny for all but those whom a key lets through may keep out every stranger. */
function withoutDoubt(denial: Statement): Statement {
  return denial.conditions.some(({ key }) => isLimiting(key.text) || aboutCaller.test(key.text))
    ? { ...denial, conditions: [] }
    : denial;
}

const aboutCaller = /^(?:aws:(?:principal|viaawsservice|calledvia|username|multifactorauth)|kms:)/i;

function mayLimit(condition: Condition): boolean {
  const isOpen = condition.values.every(({ text }) => /^(?:arn:)?[*?:/]*$/.test(text));
  if (!demandsValue(condition) || isOpen) return false;
  const { key, values } = condition;
  // Services are no strangers, though each of them acts for everybody.
  if (/^aws:principalisawsservice$/i.test(key.text)) return values.every(({ text }) => parseBool(text) === true);
  return isLimiting(key.text);
}

function isLimiting(key: string): boolean {
  return limiting.test(key) || isProviderKey(key);
}

/** Keys of a caller who has credentials. */
const identified = /^(?:aws:(?:principal|userid|username|multifactorauth|viaawsservice|calledvia)|kms:)/i;

/**
 * Services that take calls without credentials, as far as their documentation says so.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous
 */
const anonymousServices: ReadonlySet<string> = new Set(['s3', 'sqs', 'sns', 'execute-api', 'es', 'elasticfilesystem']);

/** Whether a call without credentials can be what an open statement allows. */
export function takesAnonymous({ action, notAction, conditions }: Statement): boolean {
  if (conditions.some((one) => demandsValue(one) && identified.test(one.key.text))) return false;
  if (conditions.some((one) => /^lambda:functionurlauthtype$/i.test(one.key.text)))
    return conditions.some(({ values }) => values.some(({ text }) => text === 'NONE'));
  if (notAction) return true;
  return (action?.values ?? []).some(
    ({ service }) => service === undefined || hasWildcard(service) || anonymousServices.has(service),
  );
}

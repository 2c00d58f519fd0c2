/** Whether one Allow of a policy opens it to everybody, with what the policy denies taken off. */
import { isProviderKey } from '../catalog/condition-keys.ts';
import type { Condition, Policy, Statement } from '../policy/model.ts';
import { checkNoPublicAccess } from './compare/checks.ts';
import { demandsValue } from './trust-grant.ts';

/** Keys that the check itself weighs, by the values they are compared with. */
const weighed =
  /^aws:(?:principalorgid|principalarn|principalaccount|sourceip|sourcevpc|sourcevpce|sourceowner|sourceaccount|userid)$/i;

/**
 * Further keys that keep strangers out, or may do so: services differ in which they send, so a statement that demands
 * one is left alone. `aws:SourceArn` is here since only services send it, for resources whose ARN has no account too.
 */
const limiting =
  /^(?:aws:(?:principal|source|vpce|vpcsource|ec2instance|viaawsservice|calledvia|username|multifactorauth|referer)|kms:(?:calleraccount|viaservice|grantisforawsresource)|(?:sts|saml|sqs|iot|sns|secretsmanager):|lambda:|s3:(?:dataaccesspoint|existingobjecttag))/i;

const small = { maxStates: 2000, maxBoxes: 5000, maxClasses: 500, maxSteps: 300_000 };

/** `unknown`: too large to decide. */
export function isOpenToEveryone(statement: Statement): boolean | 'unknown' {
  const { policy, isAllow, principal, conditions } = statement;
  if (isAllow !== true || policy.problems.length > 0 || conditions.some(mayLimit)) return false;
  if (!principal?.values.some(({ kind, text }) => kind === 'AWS' && text === '*')) return false;
  const denials = policy.statements.filter((other) => other.isAllow === false);
  if (denials.some((other) => other.conditions.some(({ key }) => isLimiting(key.text)))) return false;
  const alone: Policy = { ...policy, statements: [statement, ...denials] };
  const { result } = checkNoPublicAccess(alone, { limits: small });
  return result === 'UNKNOWN' ? 'unknown' : result === 'FAIL';
}

function mayLimit(condition: Condition): boolean {
  const isOpen = condition.values.every(({ text }) => /^(?:arn:)?[*?:/]*$/.test(text));
  return demandsValue(condition) && !isOpen && isLimiting(condition.key.text);
}

function isLimiting(key: string): boolean {
  return (limiting.test(key) || isProviderKey(key)) && !weighed.test(key);
}

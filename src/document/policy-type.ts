/** What kind of policy a document is, judged by its content alone: where no wrapping, flag or configuration tells. */
import type { PolicyType } from '../policy/model.ts';

type Members = Readonly<Record<string, unknown>>;

/** An object with `Statement`, or with a `Version` that only IAM policies have. */
export function looksLikePolicy(value: unknown): value is Members {
  if (!isObject(value)) return false;
  const version = own(value, 'Version');
  return Object.hasOwn(value, 'Statement') || version === '2012-10-17' || version === '2008-10-17';
}

const policyWords =
  /["'](?:Statement|NotAction|NotPrincipal|PolicyDocument|AssumeRolePolicyDocument|PolicyVersion(?:List)?|(?:User|Group|Role)DetailList|20(?:12|08)-10-17)["']|%22Statement%22/;

/** Does broken JSON look as if a policy was meant? */
export function looksLikePolicyText(text: string): boolean {
  return policyWords.test(text);
}

/** Actions of a role trust policy. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html */
const trustAction = /^sts:(?:assumerole|tagsession$|setsourceidentity$|setcontext$)/i;

/**
 * `trust`, `resource` or `identity`. A trust policy has principals, only STS actions (also misspelt ones) and no
 * resource, since the role it belongs to is the resource. One that forgot its principal is known by its actions.
 * SCPs, RCPs and permissions boundaries cannot be told from identity and resource policies by content.
 */
export function detectType(value: unknown): PolicyType {
  const statements = statementsOf(value);
  const actions = statements.flatMap((statement) => texts(own(statement, 'Action')));
  const hasResource = has(statements, 'Resource') || has(statements, 'NotResource');
  const isTrust = (pattern: RegExp): boolean =>
    !hasResource &&
    !has(statements, 'NotAction') &&
    actions.length > 0 &&
    actions.every((action) => pattern.test(action));
  if (has(statements, 'Principal') || has(statements, 'NotPrincipal')) return isTrust(/^sts:/i) ? 'trust' : 'resource';
  return isTrust(trustAction) ? 'trust' : 'identity';
}

/** The resource types whose resource policies are trust policies. */
export function isTrustType(resourceType: string): boolean {
  return /^AWS::IAM::(?:Role|AssumeRolePolicyDocument)$/.test(resourceType);
}

function statementsOf(value: unknown): Members[] {
  const statement = isObject(value) ? own(value, 'Statement') : undefined;
  return (Array.isArray(statement) ? (statement as unknown[]) : [statement]).filter(isObject);
}

function has(statements: readonly Members[], element: string): boolean {
  return statements.some((statement) => Object.hasOwn(statement, element));
}

function texts(value: unknown): string[] {
  return (Array.isArray(value) ? (value as unknown[]) : [value]).filter((item) => typeof item === 'string');
}

/** A JSON object, not a list. */
export function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member of the object itself, never one of its prototype. */
export function own(value: Members, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/** What a statement of a role trust policy lets callers do, and by which identity provider they sign in. */
import { parseCaller } from './caller.ts';
import { splitArn } from '../policy/arn.ts';
import type { Condition, Principal, Statement } from '../policy/model.ts';
import { patternMatches } from '../policy/pattern.ts';
import { isNegated } from './condition-value.ts';

/** The issuer that serves every repository of github.com. */
export const githubIssuer = 'token.actions.githubusercontent.com';

/** Whether the statement is an Allow that covers the action, be it by NotAction. */
export function allowsAction(statement: Statement, action: string): boolean {
  if (statement.isAllow !== true) return false;
  const covers = ({ text }: { readonly text: string }): boolean => patternMatches(text, action, true);
  if (statement.action) return statement.action.values.some(covers);
  return statement.notAction !== undefined && !statement.notAction.values.some(covers);
}

/** The kind of identity provider that a `Federated` value names; undefined when it is malformed or not literal text. */
export function providerKind(text: string): 'saml' | 'oidc' | undefined {
  if (/[*?]|\$\{/.test(text)) return undefined;
  if (isDomain(text)) return 'oidc';
  const arn = splitArn(text);
  if (arn?.service !== 'iam' || arn.region !== '' || !/^\d{12}$/.test(arn.account)) return undefined;
  if (/^saml-provider\/[\w.-]+$/.test(arn.resource)) return 'saml';
  return arn.resource.startsWith('oidc-provider/') && isDomain(arn.resource.slice(14)) ? 'oidc' : undefined;
}

/** A host, perhaps with a path; no scheme. */
function isDomain(text: string): boolean {
  if (text.length > 255) return false;
  const [host = '', ...path] = text.split('/');
  const labels = host.replace(/:\d{1,5}$/, '').split('.');
  return (
    labels.length > 1 &&
    labels.every((label) => /^[a-z0-9_-]+$/i.test(label)) &&
    path.every((part) => !/[\s"\\:]/.test(part))
  );
}

/** The issuer of an OpenID Connect provider in lower case, as its condition keys begin; undefined for anything else. */
export function issuerOf({ kind, text }: Principal): string | undefined {
  if (kind !== 'Federated' || providerKind(text) !== 'oidc') return undefined;
  const slash = text.indexOf('oidc-provider/');
  return (text.startsWith('arn:') ? text.slice(slash + 14) : text).toLowerCase();
}

/** Principals that sign in by OpenID Connect and that the statement lets assume the role, with their issuer. */
export function webIdentities(statement: Statement): readonly { principal: Principal; issuer: string }[] {
  if (!allowsAction(statement, 'sts:AssumeRoleWithWebIdentity')) return [];
  return (statement.principal?.values ?? []).flatMap((principal) => {
    const issuer = issuerOf(principal);
    return issuer === undefined ? [] : [{ principal, issuer }];
  });
}

/** The claim that a condition key reads from tokens of the issuer, in lower case. */
export function claimOf({ key }: Condition, issuer: string): string | undefined {
  const name = key.text.toLowerCase();
  return name.startsWith(`${issuer}:`) ? name.slice(issuer.length + 1) : undefined;
}

/** Whether the condition demands values: not their absence, not that they differ. */
export function demandsValue(condition: Condition): boolean {
  return condition.operator.base !== 'Null' && !isNegated(condition);
}

/**
 * Whether tokens of the issuer are held to one of these claims: by a condition of the statement, or by a Deny for
 * tokens with any other value. Keys with a placeholder of a template count, since they may be the one.
 */
export function holdsToClaim(statement: Statement, issuer: string, claims: (claim: string) => boolean): boolean {
  const tests = (condition: Condition): boolean => {
    if (condition.key.text.includes('${')) return true;
    const claim = claimOf(condition, issuer);
    return claim !== undefined && claims(claim);
  };
  if (statement.conditions.some((condition) => demandsValue(condition) && tests(condition))) return true;
  return statement.policy.statements.some(
    (other) => other.isAllow === false && other.conditions.some((one) => isNegated(one) && tests(one)),
  );
}

/** Partition, account and name of the role that a role ARN or the ARN of one of its sessions is about. */
export function roleOf(text: string): { readonly role: string; readonly isSession: boolean } | undefined {
  if (/[*?]|\$\{/.test(text)) return undefined;
  const { kind, partition, account, role } = parseCaller(text);
  if (kind !== 'role' && kind !== 'session') return undefined;
  return { role: `${partition}:${account}:${role}`, isSession: kind === 'session' };
}

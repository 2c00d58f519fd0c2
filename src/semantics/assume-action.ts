/**
 * Which STS action a principal assumes a role by.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_request.html
 */
import type { Principal } from '../policy/model.ts';
import { patternMatches } from '../policy/pattern.ts';
import { providerKind } from './trust-grant.ts';

const assuming = ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'];

/** The actions that the principal can assume a role by; undefined when its text does not tell. */
export function actionsThatFit({ kind, text }: Principal): readonly string[] | undefined {
  if (/[*?]|\$\{/.test(text)) return undefined;
  if (kind === 'AWS' || kind === 'Service') return ['sts:AssumeRole'];
  const provider = kind === 'Federated' ? providerKind(text) : undefined;
  if (provider === undefined) return undefined;
  return [provider === 'saml' ? 'sts:AssumeRoleWithSAML' : 'sts:AssumeRoleWithWebIdentity'];
}

/** Whether the action pattern is about assuming a role at all, rather than tags or a source identity. */
export function isAssuming(action: string): boolean {
  return assuming.some((name) => patternMatches(action, name, true));
}

/** Whether the action is of use to a principal that needs one of `needed`; an unknown need may be met. */
export function fitsSome(action: string, needed: readonly string[] | undefined): boolean {
  return needed === undefined || !isAssuming(action) || needed.some((name) => patternMatches(action, name, true));
}

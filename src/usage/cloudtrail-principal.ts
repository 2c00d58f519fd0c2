/**
 * Whose permissions an event shows in use: the user, or the role behind a session.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
import { isMembers } from '../account/shape.ts';

/** Why an event is nobody's use of a policy. */
export type NoPrincipal =
  /** An AWS service acting for itself, not for a caller. */
  | 'aws-service'
  /** Its policy is AWS's. */
  | 'service-linked-role'
  /** Federated identities before they have a role, callers of other accounts known by an id only, directory users. */
  | 'outside-iam'
  | 'unreadable';

/** The `userIdentity` members that are looked at. Each may be anything. */
interface Identity {
  readonly type?: unknown;
  readonly arn?: unknown;
  readonly accountId?: unknown;
  readonly userName?: unknown;
  readonly invokedBy?: unknown;
  readonly sessionContext?: unknown;
}

const longestArn = 2048;

/** The ARN that tells whose permissions were used, as the event has it; `holderOf` makes the user or role of it. */
export function callerArn(userIdentity: unknown): string | { readonly none: NoPrincipal } {
  if (!isMembers(userIdentity)) return { none: 'unreadable' };
  const identity: Identity = userIdentity;
  switch (identity.type) {
    case 'AWSService':
      return { none: 'aws-service' };
    case 'AssumedRole':
    case 'Role':
    case 'FederatedUser':
      return named(issuerArn(identity.sessionContext) ?? identity.arn);
    case 'IAMUser':
    case 'Root':
      return named(identity.arn ?? rebuiltArn(identity));
    case undefined:
      // Some services leave the type out and name only themselves.
      return typeof identity.arn === 'string'
        ? named(issuerArn(identity.sessionContext) ?? identity.arn)
        : { none: identity.invokedBy === undefined ? 'outside-iam' : 'aws-service' };
    default:
      return { none: typeof identity.type === 'string' ? 'outside-iam' : 'unreadable' };
  }
}

function issuerArn(sessionContext: unknown): unknown {
  const issuer: unknown = isMembers(sessionContext) ? sessionContext['sessionIssuer'] : undefined;
  return isMembers(issuer) ? issuer['arn'] : undefined;
}

/** Sign-in events of users may lack the ARN. */
function rebuiltArn({ type, userName, accountId }: Identity): string | undefined {
  if (typeof accountId !== 'string') return undefined;
  if (type === 'Root') return `arn:aws:iam::${accountId}:root`;
  return typeof userName === 'string' ? `arn:aws:iam::${accountId}:user/${userName}` : undefined;
}

function named(arn: unknown): string | { readonly none: NoPrincipal } {
  return typeof arn === 'string' ? arn : { none: 'unreadable' };
}

/** ARN of the user or role (of a session, its role, whose path may be unknown), or why there is none. */
export function holderOf(arn: string): string | { readonly none: NoPrincipal } {
  if (arn.length > longestArn || !arn.startsWith('arn:')) return { none: 'unreadable' };
  if (arn.includes(':role/aws-service-role/')) return { none: 'service-linked-role' };
  const session = arn.indexOf(':assumed-role/');
  return session < 0 ? arn : roleOfSession(arn, session);
}

/** `arn:aws:sts::111122223333:assumed-role/name/session`: the role's path is not in it. */
function roleOfSession(arn: string, at: number): string | { readonly none: NoPrincipal } {
  const start = at + ':assumed-role/'.length;
  const slash = arn.indexOf('/', start);
  const name = arn.slice(start, slash < 0 ? arn.length : slash);
  if (name.startsWith('AWSServiceRoleFor')) return { none: 'service-linked-role' };
  return `${arn.slice(0, at).replace(':sts:', ':iam:')}:role/${name}`;
}

/** One name for a user or role however its ARN is written: names are unique in an account, without letter case, whatever the path. */
export function principalKey(arn: string): string {
  const parts = arn.split(':');
  const resource = parts.slice(5).join(':');
  const kind = resource.slice(0, Math.max(0, resource.indexOf('/')));
  const name = resource.slice(resource.lastIndexOf('/') + 1);
  return `${parts[4] ?? ''}:${kind}/${name.toLowerCase()}`;
}

/** The account of a user's or role's ARN. */
export function accountIn(arn: string): string {
  return arn.split(':', 5)[4] ?? '';
}

/**
 * Whom a Principal or NotPrincipal element names.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
import type { Principal, PrincipalElement } from '../policy/model.ts';
import { anyMany } from '../policy/glob.ts';
import { parseCaller, type Caller } from './caller.ts';
import { matchTokens, resourceGlob, type Glob } from './glob.ts';

/** What the element named the caller by; a wider form is listed only when no narrower one matches. */
export type Grant = 'everyone' | 'account' | 'user' | 'role' | 'session' | 'other';

/** One value of the element. */
export interface PrincipalEntry {
  readonly form:
    'everyone' | 'account' | 'user' | 'role' | 'session' | 'service' | 'federated' | 'canonical' | 'pattern' | 'nobody';
  readonly text: string;
  readonly account: string;
  /** Of a role: partition and name, for sessions whose path is not known. */
  readonly partition: string;
  readonly role: string;
  readonly glob: Glob | undefined;
}

/** Compiles each value. `patterns` lets `*` and `?` inside ARNs match, as in reference policies of custom checks. */
export function compilePrincipals(element: PrincipalElement, patterns: boolean): readonly PrincipalEntry[] {
  return element.values.map((value) => compileEntry(value, patterns));
}

function compileEntry(value: Principal, patterns: boolean): PrincipalEntry {
  const { text } = value;
  const entry = { text, account: '', partition: '', role: '', glob: undefined };
  switch (value.kind) {
    case 'AWS':
      return text === '*' ? { ...entry, form: 'everyone' } : compileAws(text, patterns);
    case 'Service':
      return { ...entry, form: 'service', text: text.toLowerCase() };
    case 'Federated':
      return { ...entry, form: 'federated' };
    case 'CanonicalUser':
      return { ...entry, form: 'canonical' };
    default:
      return { ...entry, form: 'nobody' };
  }
}

function compileAws(text: string, patterns: boolean): PrincipalEntry {
  const caller = parseCaller(text);
  const { account, partition, role } = caller;
  const entry = { text, account, partition, role, glob: undefined };
  if (/[*?]/.test(text)) {
    if (!patterns) return { ...entry, form: 'nobody' };
    const glob = resourceGlob(text, false);
    return { ...entry, form: glob.tokens.every((token) => token === anyMany) ? 'everyone' : 'pattern', glob };
  }
  switch (caller.kind) {
    case 'root':
      return { ...entry, form: 'account' };
    case 'user':
      return { ...entry, form: 'user' };
    case 'role':
      return { ...entry, form: 'role' };
    case 'session':
    case 'federatedUser':
      return { ...entry, form: 'session' };
    default:
      return { ...entry, form: caller.kind === 'other' && text.startsWith('arn:') ? 'user' : 'nobody' };
  }
}

/** How the entries name the caller, the narrowest form first; undefined when they do not. */
export function grantOf(
  entries: readonly PrincipalEntry[],
  caller: Caller,
  roleArn: string | undefined,
): Grant | undefined {
  let best: Grant | undefined;
  for (const entry of entries) {
    const grant = entryGrant(entry, caller, roleArn);
    if (grant !== undefined && (best === undefined || rank[grant] > rank[best])) best = grant;
  }
  return best;
}

/** Which grant is limited least, for a caller named in several ways. */
const rank: Readonly<Record<Grant, number>> = { account: 0, role: 1, other: 2, user: 3, session: 4, everyone: 5 };

/** How one entry names the caller. */
export function entryGrant(entry: PrincipalEntry, caller: Caller, roleArn: string | undefined): Grant | undefined {
  switch (entry.form) {
    case 'everyone':
      return 'everyone';
    case 'account':
      return isOfAccount(caller) && caller.account === entry.account ? 'account' : undefined;
    case 'user':
      return caller.text === entry.text ? 'user' : undefined;
    case 'role':
      return isRole(entry, caller, roleArn) ? 'role' : undefined;
    case 'session':
      return caller.text === entry.text ? 'session' : undefined;
    case 'service':
      return caller.kind === 'service' && caller.text.toLowerCase() === entry.text ? 'other' : undefined;
    case 'federated':
      return caller.kind === 'federated' && caller.text === entry.text ? 'other' : undefined;
    case 'canonical':
      return caller.text === entry.text ? 'other' : undefined;
    case 'pattern':
      return matchesPattern(entry, caller, roleArn);
    case 'nobody':
      return undefined;
  }
}

function isOfAccount(caller: Caller): boolean {
  return caller.account !== '' && caller.kind !== 'federated';
}

/** A session's ARN carries no path, so without the role's own ARN its name decides. */
function isRole(entry: PrincipalEntry, caller: Caller, roleArn: string | undefined): boolean {
  if (caller.kind === 'role') return caller.text === entry.text;
  if (caller.kind !== 'session') return false;
  if (roleArn !== undefined) return roleArn === entry.text;
  return caller.account === entry.account && caller.partition === entry.partition && caller.role === entry.role;
}

function matchesPattern(entry: PrincipalEntry, caller: Caller, roleArn: string | undefined): Grant | undefined {
  if (entry.glob === undefined) return undefined;
  if (!isOfAccount(caller)) return undefined;
  const own = caller.kind === 'root' ? `arn:aws:iam::${caller.account}:root` : caller.text;
  if (matchTokens(entry.glob.tokens, own)) return 'user';
  if (caller.kind !== 'session') return undefined;
  const role = roleArn ?? `arn:${caller.partition}:iam::${caller.account}:role/${caller.role}`;
  return matchTokens(entry.glob.tokens, role) ? 'role' : undefined;
}

/**
 * Whether Deny with NotPrincipal spares the caller: the caller and everything it acts through must be listed (a user and
 * its account; a session, its role and its account).
 */
export function isSpared(entries: readonly PrincipalEntry[], caller: Caller, roleArn: string | undefined): boolean {
  const listed = new Set(entries.map((entry) => entryGrant(entry, caller, roleArn)));
  if (listed.has('everyone')) return true;
  switch (caller.kind) {
    case 'user':
      return listed.has('user') && listed.has('account');
    case 'federatedUser':
      return listed.has('session') && listed.has('account');
    case 'role':
      return listed.has('role') && listed.has('account');
    case 'session':
      return listed.has('session') && listed.has('role') && listed.has('account');
    case 'root':
      return listed.has('account');
    default:
      return listed.has('other') || listed.has('user');
  }
}

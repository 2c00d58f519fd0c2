/**
 * Who makes a request, from the text of its principal.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */

export type CallerKind =
  'anonymous' | 'service' | 'federated' | 'root' | 'user' | 'role' | 'session' | 'federatedUser' | 'other';

export interface Caller {
  readonly kind: CallerKind;
  readonly text: string;
  readonly partition: string;
  /** Empty when the caller belongs to no account. */
  readonly account: string;
  /** Name of the role of a role session. */
  readonly role: string;
}

const cache = new Map<string, Caller>();

/** Reads a principal; a text of unknown shape is a caller that only its own text names. */
export function parseCaller(text: string): Caller {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const caller = readCaller(text);
  if (cache.size >= 1000) cache.clear();
  if (text.length <= 2048) cache.set(text, caller);
  return caller;
}

function readCaller(text: string): Caller {
  const caller = { text, partition: '', account: '', role: '' };
  if (text === '*') return { ...caller, kind: 'anonymous' };
  if (/^\d{12}$/.test(text)) return { ...caller, kind: 'root', account: text };
  const arn = /^arn:([^:]*):(iam|sts)::([^:]*):([\s\S]*)$/.exec(text);
  if (arn === null) return { ...caller, kind: hostKind(text) };
  const [, partition = '', service = '', account = '', resource = ''] = arn;
  const slash = resource.indexOf('/');
  const type = slash < 0 ? resource : resource.slice(0, slash);
  const known = { text, partition, account, role: '' };
  if (service === 'sts' && type === 'assumed-role') {
    return { ...known, kind: 'session', role: resource.slice(slash + 1).split('/')[0] ?? '' };
  }
  if (service === 'sts' && type === 'federated-user') return { ...known, kind: 'federatedUser' };
  if (service !== 'iam') return { ...known, kind: 'other' };
  if (resource === 'root') return { ...known, kind: 'root' };
  if (type === 'user') return { ...known, kind: 'user' };
  if (type === 'role') return { ...known, kind: 'role', role: lastSegment(resource) };
  if (type === 'saml-provider' || type === 'oidc-provider') return { ...known, kind: 'federated' };
  return { ...known, kind: 'other' };
}

/** Text after the last slash. */
export function lastSegment(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1);
}

/** Identity providers whose hosts look like services. */
const providerHosts = new Set([
  'cognito-identity.amazonaws.com',
  'cognito-identity-us-gov.amazonaws.com',
  'cognito-identity.amazonaws.com.cn',
  'www.amazon.com',
]);

function hostKind(text: string): CallerKind {
  if (providerHosts.has(text.toLowerCase())) return 'federated';
  if (
    /^[a-z0-9.-]+\.(amazonaws\.(com|com\.cn|eu)|c2s\.ic\.gov|sc2s\.sgov\.gov|aws\.internal|amazon\.com)$/i.test(text)
  ) {
    return 'service';
  }
  if (/^[0-9a-f]{64}$/.test(text)) return 'other';
  return text.includes('.') ? 'federated' : 'other';
}

/** Whether the caller has identity policies of its own: SCPs, boundaries and session policies are about these. */
export function hasIdentity(caller: Caller): boolean {
  return ['root', 'user', 'role', 'session', 'federatedUser'].includes(caller.kind);
}

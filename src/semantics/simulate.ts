/**
 * The decision on one request, in the order AWS documents.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
import { hasIdentity } from './caller.ts';
import {
  matchesRequest,
  matchPrincipal,
  type CallerFacts,
  type CompiledPolicy,
  type CompiledStatement,
} from './compile.ts';
import { explain } from './explain.ts';
import type { Grant } from './principal.ts';
import { prepareRequest, type AccessRequest, type Prepared } from './request.ts';
import { needsResourceGrant, rcpApplies, scpApplies } from './scope.ts';

export interface PolicySets {
  /** User, group and role policies of the principal. */
  readonly identity?: readonly CompiledPolicy[] | undefined;
  /** Policy of the resource, trust policy of a role, key policy. */
  readonly resource?: CompiledPolicy | null | undefined;
  readonly boundary?: readonly CompiledPolicy[] | undefined;
  readonly session?: readonly CompiledPolicy[] | undefined;
  /** One list per level, organization root to account; empty or absent: no organization. */
  readonly scp?: readonly (readonly CompiledPolicy[])[] | undefined;
  /** The same for resource control policies; `RCPFullAWSAccess` is implied in each level. */
  readonly rcp?: readonly (readonly CompiledPolicy[])[] | undefined;
  readonly endpoint?: readonly CompiledPolicy[] | undefined;
}

export interface Facts {
  readonly principalInManagementAccount?: boolean | undefined;
  readonly resourceInManagementAccount?: boolean | undefined;
  readonly serviceLinkedRole?: boolean | undefined;
  /** The action has no resource types: its resource is `*` whatever the request says. */
  readonly wildcardOnlyAction?: boolean | undefined;
  /** Full ARN, with its path, of the role behind a session. */
  readonly roleArn?: string | undefined;
}

export type Outcome = 'allowed' | 'explicitDeny' | 'implicitDeny';

export interface MatchedStatement {
  /** `identity[0]`, `resource`, `scp[1][0]`, ... */
  readonly policy: string;
  readonly index: number;
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
}

export interface Decision {
  readonly decision: Outcome;
  /** What decided: the denials, or the Allow statements used. Empty when nothing allows. */
  readonly matchedStatements: readonly MatchedStatement[];
  /** For a person, in a sentence or two. Made when it is read. */
  readonly explanation: string;
}

/** What a kind of policy says about the request. */
export interface Verdict {
  readonly isGiven: boolean;
  readonly allows: readonly Match[];
  readonly denies: readonly Match[];
}

export interface Match {
  readonly policy: string;
  readonly statement: CompiledStatement;
  readonly grant: Grant;
}

/** Everything the decision was made from; `explain` words it. */
export interface Reckoning {
  readonly request: AccessRequest;
  readonly decision: Outcome;
  readonly decisive: readonly Match[];
  readonly reason: string;
  readonly notes: readonly string[];
}

/** Decides one request. Pure and synchronous. */
export function simulate(request: AccessRequest, sets: PolicySets, facts: Facts = {}): Decision {
  return decisionOf(decide(request, sets, facts));
}

function decisionOf(reckoning: Reckoning): Decision {
  return {
    decision: reckoning.decision,
    matchedStatements: reckoning.decisive.map(describeMatch),
    get explanation() {
      return explain(reckoning);
    },
  };
}

/** What one document by itself says: some Allow matches and no Deny does. */
export function decideDocument(request: AccessRequest, policy: CompiledPolicy): Decision {
  const { allows, denies } = consult('document', [policy], policy.hasPrincipals, prepareRequest(request), {});
  const answer = answerWith(request);
  if (denies.length > 0) return decisionOf(answer('explicitDeny', denies, ''));
  if (allows.length > 0) return decisionOf(answer('allowed', allows, ''));
  return decisionOf(answer('implicitDeny', [], 'no statement of the document allows it'));
}

function describeMatch({ policy, statement }: Match): MatchedStatement {
  const { index, sid, isAllow } = statement;
  return { policy, index, ...(sid === undefined ? {} : { sid }), effect: isAllow ? 'Allow' : 'Deny' };
}

function decide(request: AccessRequest, sets: PolicySets, facts: Facts): Reckoning {
  const prepared = prepareRequest(facts.wildcardOnlyAction === true ? { ...request, resource: '*' } : request);
  const answer = answerWith(request);
  const { caller } = prepared;
  if (prepared.action === 'sts:getcalleridentity' && hasIdentity(caller)) {
    return answer('allowed', [], 'sts:GetCallerIdentity needs no permission and cannot be denied');
  }
  const gathered = gather(prepared, sets, facts);
  const denies = gathered.all.flatMap((verdict) => verdict.denies);
  if (denies.length > 0) return answer('explicitDeny', denies, '', gathered.notes);
  const missing = missingGuard(gathered);
  if (missing !== undefined) return answer('implicitDeny', [], missing, gathered.notes);
  const used = gathered.guards.flatMap((verdict) => verdict.allows);
  const granted = hasIdentity(caller) ? grantToIdentity(request, prepared, gathered) : grantToOutsider(gathered);
  return granted.allows === undefined
    ? answer('implicitDeny', [], granted.reason, gathered.notes)
    : answer('allowed', [...granted.allows, ...used], granted.reason, gathered.notes);
}

function answerWith(request: AccessRequest) {
  return (decision: Outcome, decisive: readonly Match[], reason: string, notes: readonly string[] = []): Reckoning => ({
    request,
    decision,
    decisive,
    reason,
    notes,
  });
}

/** What each kind of policy says, in the order of evaluation. */
interface Gathered {
  readonly identity: Verdict;
  readonly boundary: Verdict;
  readonly session: Verdict;
  readonly resource: Verdict;
  /** Levels of SCPs, and the endpoint: each must allow. */
  readonly guards: readonly Verdict[];
  readonly guardNames: readonly string[];
  readonly all: readonly Verdict[];
  readonly notes: readonly string[];
}

const silent: Verdict = { isGiven: false, allows: [], denies: [] };

function gather(request: Prepared, sets: PolicySets, facts: Facts): Gathered {
  const { caller } = request;
  const isIdentity = hasIdentity(caller);
  const callerFacts: CallerFacts = { roleArn: facts.roleArn, hasBoundary: (sets.boundary?.length ?? 0) > 0 };
  const ask = (name: string, policies: readonly CompiledPolicy[] | undefined, hasPrincipals: boolean): Verdict =>
    policies === undefined || policies.length === 0
      ? silent
      : consult(name, policies, hasPrincipals, request, callerFacts);
  const identity = isIdentity ? ask('identity', sets.identity, false) : silent;
  const boundary = isIdentity ? ask('boundary', sets.boundary, false) : silent;
  const session = isIdentity ? ask('session', sets.session, false) : silent;
  const resource = sets.resource ? consult('resource', [sets.resource], true, request, callerFacts) : silent;
  const endpoint = ask('endpoint', sets.endpoint, true);
  const notes: string[] = [];
  const scp = scpApplies(caller, facts, sets.scp, notes) ? levels('scp', sets.scp, request, callerFacts) : [];
  const rcp = rcpApplies(request, facts, sets.rcp, notes) ? levels('rcp', sets.rcp, request, callerFacts) : [];
  const guards = endpoint.isGiven ? [...scp, endpoint] : scp;
  const guardNames = [
    ...scp.map((_, level) => `scp[${level}]`),
    ...(endpoint.isGiven ? ['the VPC endpoint policy'] : []),
  ];
  const all = [...rcp, ...scp, resource, identity, boundary, session, endpoint];
  return { identity, boundary, session, resource, guards, guardNames, all, notes };
}

function levels(
  name: 'scp' | 'rcp',
  sets: readonly (readonly CompiledPolicy[])[] | undefined,
  request: Prepared,
  facts: CallerFacts,
): Verdict[] {
  return (sets ?? []).map((policies, level) => consult(`${name}[${level}]`, policies, name === 'rcp', request, facts));
}

function consult(
  name: string,
  policies: readonly CompiledPolicy[],
  hasPrincipals: boolean,
  request: Prepared,
  facts: CallerFacts,
): Verdict {
  const allows: Match[] = [];
  const denies: Match[] = [];
  for (let at = 0; at < policies.length; at++) {
    const policy = policies[at];
    if (policy === undefined) continue;
    for (const statement of policy.forService(request.service)) {
      if (!matchesRequest(statement, request)) continue;
      const grant = hasPrincipals ? matchPrincipal(statement, request, facts) : 'everyone';
      if (grant === undefined) continue;
      (statement.isAllow ? allows : denies).push({
        policy: name === 'resource' || name === 'document' ? name : `${name}[${at}]`,
        statement,
        grant,
      });
    }
  }
  return { isGiven: true, allows, denies };
}

/** The first SCP level or endpoint policy without an Allow. */
function missingGuard({ guards, guardNames }: Gathered): string | undefined {
  const at = guards.findIndex((guard) => guard.allows.length === 0);
  return at < 0 ? undefined : `no statement of ${guardNames[at] ?? ''} allows it`;
}

interface Granted {
  readonly allows?: readonly Match[];
  readonly reason: string;
}

/** Anonymous callers, services and identity providers: only the resource's policy can allow. */
function grantToOutsider({ resource }: Gathered): Granted {
  return resource.allows.length > 0
    ? { allows: resource.allows, reason: 'allowed by the resource policy' }
    : {
        reason: resource.isGiven
          ? 'the resource policy does not allow this caller'
          : 'no resource policy allows this caller',
      };
}

function grantToIdentity(request: AccessRequest, prepared: Prepared, gathered: Gathered): Granted {
  const { caller } = prepared;
  const { resource } = gathered;
  const isSameAccount = request.resourceAccount === undefined || request.resourceAccount === caller.account;
  if (!isSameAccount) {
    if (resource.allows.length === 0)
      return { reason: 'the resource is in another account and its policy does not allow the caller' };
    const side = identitySide(prepared, gathered);
    return side.allows === undefined ? side : { ...side, allows: [...resource.allows, ...side.allows] };
  }
  const direct = directGrant(prepared, gathered);
  if (direct.allows !== undefined) return direct;
  if (needsResourceGrant(prepared)) {
    if (resource.allows.length === 0) return { reason: 'the resource policy must allow it as well, and does not' };
    const side = identitySide(prepared, gathered);
    return side.allows === undefined ? side : { ...side, allows: [...resource.allows, ...side.allows] };
  }
  return identitySide(prepared, gathered);
}

/**
 * Resource policies that name the caller itself need no identity policy; which other policies still limit it depends on
 * what they name. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html
 */
function directGrant(prepared: Prepared, { resource, boundary, session }: Gathered): Granted {
  const isLimited =
    (boundary.isGiven && boundary.allows.length === 0) || (session.isGiven && session.allows.length === 0);
  const free = resource.allows.filter(
    ({ grant }) => grant === 'everyone' || grant === 'session' || grant === 'user' || grant === 'other',
  );
  if (free.length > 0)
    return { allows: free, reason: 'the resource policy names the caller, so no identity policy is needed' };
  const byRole = resource.allows.filter(({ grant }) => grant === 'role');
  if (byRole.length === 0 || isLimited) return { reason: '' };
  const allows = [...byRole, ...boundary.allows, ...session.allows];
  return { allows, reason: "the resource policy names the caller's role, so no identity policy is needed" };
}

/** Identity policies, then boundary, then session policies: all that are there must allow. */
function identitySide({ caller }: Prepared, { identity, boundary, session }: Gathered): Granted {
  if (caller.kind === 'root' && !session.isGiven)
    return { allows: identity.allows, reason: 'the root user may do everything in its account' };
  if (caller.kind !== 'root' && identity.allows.length === 0) return { reason: 'no identity policy allows it' };
  if (boundary.isGiven && boundary.allows.length === 0) return { reason: 'the permissions boundary does not allow it' };
  if (session.isGiven && session.allows.length === 0) return { reason: 'the session policy does not allow it' };
  if (caller.kind === 'federatedUser' && !session.isGiven) {
    return { reason: 'a federated user session without session policy has no permissions of its own' };
  }
  return {
    allows: [...identity.allows, ...boundary.allows, ...session.allows],
    reason: 'allowed by identity policies',
  };
}

/** What a principal's own policies allow it within its boundary and the organization's policies; those of resources aside. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Policy, Statement } from '../policy/model.ts';
import { parsePolicy } from '../policy/parse.ts';
import { missingActions, narrower, reachOf, wholeServices, type Accept, type Reach } from '../semantics/grants.ts';
import { findPrincipal, groupsOf, membersOf } from './directory.ts';
import { guardrailsOf, type Levels } from './guardrails.ts';
import type { Account, AccountPolicy, AttachedPolicy, Group, Role, User } from './model.ts';

/** Someone that has policies. */
export type Principal = User | Group | Role;

/** Statements that count for a principal. */
export interface Permissions {
  readonly statements: readonly Statement[];
  /** Statements of the permissions boundary; undefined without one. */
  readonly boundary: readonly Statement[] | undefined;
  /** Statements of the service control policies that hold for the principal, level by level. */
  readonly guardrails: Levels;
  /** Names of policies that the snapshot does not carry. */
  readonly unknown: readonly string[];
  /** The boundary is among those. */
  readonly isBoundaryUnknown: boolean;
}

/** A dozen rules ask for the same. */
const known = new WeakMap<Account, Map<Principal, Permissions>>();

/** Inline and attached policies; for a user those of the groups as well, unless only the user's own are asked for. */
export function permissionsOf(
  principal: Principal,
  account: Account | undefined,
  scope: 'all' | 'own' = 'all',
): Permissions {
  if (!account || scope === 'own') return gatherPermissions(principal, account, scope);
  let ofAccount = known.get(account);
  if (!ofAccount) known.set(account, (ofAccount = new Map<Principal, Permissions>()));
  let permissions = ofAccount.get(principal);
  if (!permissions) ofAccount.set(principal, (permissions = gatherPermissions(principal, account, scope)));
  return permissions;
}

function gatherPermissions(principal: Principal, account: Account | undefined, scope: 'all' | 'own'): Permissions {
  const groups = account && scope === 'all' && 'groups' in principal ? groupsOf(principal, account) : [];
  const holders = [principal, ...groups];
  const inline = holders.flatMap(({ inlinePolicies }) => inlinePolicies);
  const attached = holders.flatMap(({ attachedPolicies }) => attachedPolicies);
  const unknown = [
    ...inline.filter(({ document }) => !document).map(({ name }) => name),
    ...attached.filter((one) => !statementsOf(one)).map(({ name }) => name),
  ];
  const limit = 'boundary' in principal ? principal.boundary : undefined;
  const boundary = limit && statementsOf(limit);
  return {
    statements: [
      ...inline.flatMap(({ document }) => document?.statements ?? []),
      ...attached.flatMap((one) => statementsOf(one) ?? []),
    ],
    boundary,
    guardrails: guardrailsOf(principal, account),
    unknown: limit && !boundary ? [...unknown, limit.name] : unknown,
    isBoundaryUnknown: limit !== undefined && boundary === undefined,
  };
}

/** AWS does not change this one: it allows everything, whether the snapshot carries it or not. */
const administratorAccess = parsePolicy(
  { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
  { type: 'identity', source: { pointer: '', locate: () => ({}) } },
);

/** The document of AdministratorAccess, when that is what the ARN names. */
export function administratorPolicy(arn: string): Policy | undefined {
  return /^arn:[^:]*:iam::aws:policy\/AdministratorAccess$/.test(arn) ? administratorAccess : undefined;
}

/** Statements of an attached policy; undefined when the snapshot does not carry it. */
export function statementsOf({ arn, policy }: AttachedPolicy): readonly Statement[] | undefined {
  if (policy?.document) return policy.document.statements;
  return administratorPolicy(arn)?.statements;
}

/** The boundary, then the levels of the organization: each can only take away. */
export function limitsOf({ boundary, guardrails }: Permissions): Levels {
  return boundary ? [boundary, ...guardrails] : guardrails;
}

/** How far the principal's policies reach within its limits. Unknown policies may add to it. */
export function principalReach(permissions: Permissions, catalog: Catalog): Reach {
  let reach = knownReach(permissions.statements, catalog);
  for (const limit of limitsOf(permissions)) {
    if (reach.level === 'less') break;
    reach = narrower(reach, knownReach(limit, catalog));
  }
  return reach;
}

const reaches = new WeakMap<readonly Statement[], { readonly catalog: Catalog; readonly reach: Reach }>();

function knownReach(statements: readonly Statement[], catalog: Catalog): Reach {
  const found = reaches.get(statements);
  if (found?.catalog === catalog) return found.reach;
  const reach = reachOf(statements, catalog);
  reaches.set(statements, { catalog, reach });
  return reach;
}

/** Whether the principal may do all actions of the pattern on every resource. */
export function holds(permissions: Permissions, wanted: string, catalog: Catalog, accept: Accept): boolean {
  const lists = [permissions.statements, ...limitsOf(permissions)];
  return lists.every((list) => missingActions(list, wanted, catalog, accept).length === 0);
}

/** Services that the principal holds whole on every resource, within its limits. */
export function wholeServicesOf(permissions: Permissions, catalog: Catalog, accept: Accept): readonly string[] {
  let services = wholeServices(permissions.statements, catalog, accept);
  for (const limit of limitsOf(permissions)) services = servicesWithin(services, limit, catalog, accept);
  return services;
}

function servicesWithin(
  services: readonly string[],
  limit: readonly Statement[],
  catalog: Catalog,
  accept: Accept,
): readonly string[] {
  if (services.length === 0) return services;
  const open = wholeServices(limit, catalog, accept);
  if (services.includes('*') && !open.includes('*')) return open;
  return services.filter(
    (service) => service === '*' || missingActions(limit, `${service}:*`, catalog, accept).length === 0,
  );
}

/** Whether limits hold somebody short of an administrator. */
export type Verdict = 'limited' | 'free' | 'unknown';

/** What limits leave of a policy: `limited` when everyone who has it is held short of an administrator. */
export function limitedBy(policy: AccountPolicy, account: Account, catalog: Catalog): Verdict {
  return together(holdersOf(policy, account).map((one) => limitsVerdict(one, account, catalog)));
}

function together(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.length === 0 || verdicts.includes('free')) return 'free';
  return verdicts.includes('unknown') ? 'unknown' : 'limited';
}

/** The verdict on a principal's boundary and what the organization allows it; of a group, on those of its members. */
export function limitsVerdict(principal: Principal, account: Account | undefined, catalog: Catalog): Verdict {
  const isLess = (statements: readonly Statement[]) => reachOf(statements, catalog).level === 'less';
  if (guardrailsOf(principal, account).some(isLess)) return 'limited';
  if ('members' in principal) {
    const members = account ? membersOf(principal, account) : [];
    return together(members.map((one) => limitsVerdict(one, account, catalog)));
  }
  if (!principal.boundary) return 'free';
  const statements = statementsOf(principal.boundary);
  if (!statements) return 'unknown';
  return isLess(statements) ? 'limited' : 'free';
}

function holdersOf(policy: AccountPolicy, account: Account): readonly Principal[] {
  return policy.attachedTo.flatMap(({ arn }) => (arn === undefined ? [] : (findPrincipal(account, arn) ?? [])));
}

/** Whether the customer has no hand in the role: AWS made it and keeps it. */
export function isKeptByAws(role: Role): boolean {
  return role.isServiceLinked || role.isReserved;
}

/** Whether the customer has no hand in an inline policy's owner. */
export function belongsToAws({ owner }: AccountPolicy): boolean {
  return owner?.arn !== undefined && /:role\/aws-(service-role|reserved)\//.test(owner.arn);
}

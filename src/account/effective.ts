/** What a principal's own policies allow it, as far as one account's snapshot tells: SCPs and resource policies aside. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Statement } from '../policy/model.ts';
import { parsePolicy } from '../policy/parse.ts';
import { missingActions, narrower, reachOf, wholeServices, type Accept, type Reach } from '../semantics/grants.ts';
import type { Account, AccountPolicy, AttachedPolicy, Group, Role, User } from './model.ts';

/** Someone that has policies. */
export type Principal = User | Group | Role;

/** Statements that count for a principal. */
export interface Permissions {
  readonly statements: readonly Statement[];
  /** Statements of the permissions boundary; undefined without one. */
  readonly boundary: readonly Statement[] | undefined;
  /** Names of policies that the snapshot does not carry. */
  readonly unknown: readonly string[];
  /** The boundary is among those. */
  readonly isBoundaryUnknown: boolean;
}

/** Inline and attached policies; for a user those of the groups as well, unless only the user's own are asked for. */
export function permissionsOf(principal: Principal, account?: Account): Permissions {
  const groups = account && 'groups' in principal ? groupsOf(principal, account) : [];
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
    unknown: limit && !boundary ? [...unknown, limit.name] : unknown,
    isBoundaryUnknown: limit !== undefined && boundary === undefined,
  };
}

function groupsOf(user: User, account: Account): readonly Group[] {
  return account.groups.filter(({ name }) => user.groups.includes(name));
}

/** AWS does not change this one: it allows everything, whether the snapshot carries it or not. */
const administratorAccess = parsePolicy(
  { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
  { type: 'identity', source: { pointer: '', locate: () => ({}) } },
).statements;

/** Statements of an attached policy; undefined when the snapshot does not carry it. */
export function statementsOf({ arn, policy }: AttachedPolicy): readonly Statement[] | undefined {
  if (policy?.document) return policy.document.statements;
  return /^arn:[^:]*:iam::aws:policy\/AdministratorAccess$/.test(arn) ? administratorAccess : undefined;
}

/** How far the principal's policies reach within its boundary. Unknown policies may add to it. */
export function principalReach({ statements, boundary }: Permissions, catalog: Catalog): Reach {
  const reach = reachOf(statements, catalog);
  if (reach.level === 'less' || !boundary) return reach;
  return narrower(reach, reachOf(boundary, catalog));
}

/** Whether the principal may do all actions of the pattern on every resource. */
export function holds(permissions: Permissions, wanted: string, catalog: Catalog, accept: Accept): boolean {
  const { statements, boundary } = permissions;
  return [statements, boundary].every((list) => !list || missingActions(list, wanted, catalog, accept).length === 0);
}

/** Services that the principal holds whole on every resource, within its boundary. */
export function wholeServicesOf(permissions: Permissions, catalog: Catalog, accept: Accept): readonly string[] {
  const { statements, boundary } = permissions;
  const services = wholeServices(statements, catalog, accept);
  if (!boundary) return services;
  const limit = wholeServices(boundary, catalog, accept);
  if (services.includes('*') && !limit.includes('*')) return limit;
  return services.filter(
    (service) => service === '*' || missingActions(boundary, `${service}:*`, catalog, accept).length === 0,
  );
}

/** What boundaries leave of a policy: `limited` when everyone who has it is held short of an administrator by one. */
export function limitedBy(policy: AccountPolicy, account: Account, catalog: Catalog): 'limited' | 'free' | 'unknown' {
  const verdicts = holdersOf(policy, account).map((one) => boundaryVerdict(one.boundary, catalog));
  if (verdicts.length === 0 || verdicts.includes('free')) return 'free';
  return verdicts.includes('unknown') ? 'unknown' : 'limited';
}

/** The verdict on a single boundary. */
export function boundaryVerdict(
  boundary: AttachedPolicy | undefined,
  catalog: Catalog,
): 'limited' | 'free' | 'unknown' {
  if (!boundary) return 'free';
  const statements = statementsOf(boundary);
  if (!statements) return 'unknown';
  return reachOf(statements, catalog).level === 'less' ? 'limited' : 'free';
}

/** Users and roles that a policy acts on; members stand for their group. A group without members is limited by nothing. */
function holdersOf(policy: AccountPolicy, account: Account): readonly { readonly boundary?: AttachedPolicy }[] {
  return policy.attachedTo.flatMap((ref): readonly { readonly boundary?: AttachedPolicy }[] => {
    const principal = [...account.users, ...account.roles].find((one) => one.arn === ref.arn);
    if (principal) return [principal];
    const group = account.groups.find((one) => one.arn === ref.arn);
    const members = account.users.filter(({ name }) => group?.members.includes(name));
    return members.length > 0 ? members : [{}];
  });
}

/** Whether the customer has no hand in the role: AWS made it and keeps it. */
export function isKeptByAws(role: Role): boolean {
  return role.isServiceLinked || role.isReserved;
}

/** Whether the customer has no hand in an inline policy's owner. */
export function belongsToAws({ owner }: AccountPolicy): boolean {
  return owner?.arn !== undefined && /:role\/aws-(service-role|reserved)\//.test(owner.arn);
}

/** Reports what policies expose, one finding a policy: the shared part of the rules on exposure categories. */
import type { Catalog } from '../catalog/catalog.ts';
import type { RuleContext, RuleMeta, Visitor } from '../rule.ts';
import { exposedActions, type Exposed } from '../semantics/exposure.ts';
import type { ExposureCategory } from '../semantics/exposure-actions.ts';
import { wideAllowsOf, wideStatements, type WideStatements } from '../semantics/wide-allow.ts';
import { isAttached, listed } from './admin-policy.ts';
import { findPrincipal, membersOf } from './directory.ts';
import { belongsToAws, limitsOf, permissionsOf, principalReach, type Principal } from './effective.ts';
import type { Account, AccountPolicy } from './model.ts';

/** What the rules have in common. */
export const exposureMeta = {
  subject: 'policy',
  precision: 'high',
  policyTypes: ['identity'],
  options: {
    awsManaged: {
      type: 'boolean',
      default: false,
      description: 'in a scan, also judge the AWS managed policies that somebody has',
    },
  },
  since: '0.1.0',
} satisfies Partial<RuleMeta>;

type Context = RuleContext<'exposed'>;

/**
 * In a file each policy is judged by itself. In a scan, so are the customer's policies, and what none of their holders
 * can do is left out: for a Deny elsewhere, a boundary, the organization, or because they are administrators anyway.
 */
export function reportExposure(context: Context, category: ExposureCategory): Visitor {
  const { account, catalog, options } = context;
  if (!account) {
    return {
      policy(policy) {
        const exposed = exposedActions(policy.statements, category, catalog);
        if (exposed === 'unknown') context.skip(tooLarge);
        else reportOne(context, 'The policy', exposed);
      },
    };
  }
  return {
    accountPolicy(policy) {
      const { document, kind, name } = policy;
      if (!document || document.type === 'boundary' || belongsToAws(policy)) return;
      if (kind === 'aws-managed' && (options['awsManaged'] !== true || policy.attachedTo.length === 0)) return;
      const exposed = exposedActions(document.statements, category, catalog);
      if (exposed === 'unknown') context.skip(tooLarge);
      if (exposed === 'unknown' || exposed.length === 0) return;
      const label = `${kind === 'aws-managed' ? 'AWS managed policy' : 'Policy'} ${name}`;
      reportOne(context, label, usable(policy, exposed, account, context), policy);
    },
  };
}

const tooLarge = 'a policy has too many statements to judge';
const mostListed = 100;

function reportOne({ report }: Context, label: string, exposed: readonly Exposed[], policy?: AccountPolicy): void {
  const [first] = exposed;
  if (!first) return;
  const statements = [...new Set(exposed.map(({ statement }) => statement))].sort((a, b) => a.index - b.index);
  const [place = first.statement, ...others] = statements;
  const actions = exposed.map(({ action }) => action);
  // A policy that nobody has is harmless until somebody gets it.
  const isIdle = policy !== undefined && !isAttached(policy);
  report({
    at: place,
    message: 'exposed',
    data: { policy: label, actions: briefly(actions), held: isIdle ? ' Nobody has it now.' : '' },
    related: others.map((at) => ({ at, text: 'and what this statement allows' })),
    evidence: {
      actions: actions.slice(0, mostListed),
      count: actions.length,
      statements: statements.map(({ index }) => index),
      ...(policy && { attachedTo: policy.attachedTo.map(({ arn, name }) => arn ?? name).slice(0, mostListed) }),
    },
    ...(isIdle && { severity: 'suggestion' }),
  });
}

/** Up to five actions by name; more of them service by service. */
function briefly(actions: readonly string[]): string {
  if (actions.length <= 5) return actions.join(', ');
  const services = new Map<string, string[]>();
  for (const action of actions) {
    const service = action.slice(0, action.indexOf(':'));
    services.set(service, [...(services.get(service) ?? []), action]);
  }
  const most = [...services].sort(([, a], [, b]) => b.length - a.length);
  const parts = most.map(([service, names]) =>
    names.length > 1 ? `${names.length} actions of ${service} (${names[0] ?? ''}, ...)` : (names[0] ?? service),
  );
  return listed(parts, 4);
}

/** What a principal has besides the policy in question. */
interface Holder {
  readonly isAdministrator: boolean;
  readonly isBoundaryUnknown: boolean;
  readonly denies: WideStatements['denies'];
  readonly limits: readonly WideStatements[];
}

/** Read once for all categories. */
const holders = new WeakMap<Account, Map<Principal, Holder>>();

function holderOf(principal: Principal, account: Account, catalog: Catalog): Holder {
  let known = holders.get(account);
  if (!known) holders.set(account, (known = new Map<Principal, Holder>()));
  let holder = known.get(principal);
  if (!holder) known.set(principal, (holder = readHolder(principal, account, catalog)));
  return holder;
}

function readHolder(principal: Principal, account: Account, catalog: Catalog): Holder {
  const permissions = permissionsOf(principal, account);
  return {
    isAdministrator: principalReach(permissions, catalog).level !== 'less',
    isBoundaryUnknown: permissions.isBoundaryUnknown,
    denies: wideStatements(permissions.statements).denies,
    limits: limitsOf(permissions).map(wideStatements),
  };
}

function mayUse(
  { denies, limits }: Holder,
  allows: WideStatements['allows'],
  action: string,
  catalog: Catalog,
): boolean {
  return [{ allows, denies }, ...limits].every((one) => wideAllowsOf(one, action, catalog).length > 0);
}

/** Those of the exposed actions that some holder of the policy can use; of a policy without holders all. */
function usable(
  policy: AccountPolicy,
  exposed: readonly Exposed[],
  account: Account,
  { catalog, skip }: Context,
): readonly Exposed[] {
  const principals = holdersOf(policy, account);
  if (principals.length === 0) return exposed;
  const { allows } = wideStatements(policy.document?.statements ?? []);
  let left = exposed;
  for (const principal of principals) {
    const holder = holderOf(principal, account, catalog);
    if (holder.isAdministrator) continue;
    if (holder.isBoundaryUnknown) skip(`policy ${policy.name}: a permissions boundary on it is not in the snapshot`);
    else left = left.filter(({ action }) => !mayUse(holder, allows, action, catalog));
    if (left.length === 0) break;
  }
  const unusable = new Set(left);
  return exposed.filter((one) => !unusable.has(one));
}

/** Users and roles that have the policy; a group stands for its members, or for itself while it has none. */
function holdersOf({ attachedTo }: AccountPolicy, account: Account): readonly Principal[] {
  const principals = attachedTo.flatMap(({ arn }) => (arn === undefined ? [] : (findPrincipal(account, arn) ?? [])));
  return principals.flatMap((one): readonly Principal[] => {
    const members = 'members' in one ? membersOf(one, account) : [];
    return members.length > 0 ? members : [one];
  });
}

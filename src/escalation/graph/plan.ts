/** The paths of the catalogue, taken apart for the search. */
import type { Account } from '../../account/model.ts';
import type { EscalationPath, PathStep } from '../path.ts';
import type { World } from './world.ts';

/** A step with the number of its action. */
export interface PlannedStep {
  readonly step: PathStep;
  readonly action: number;
}

export interface Plan {
  readonly path: EscalationPath;
  readonly steps: readonly PlannedStep[];
  /** Steps on things that the snapshot does not list; those that must hit the same thing are together. */
  readonly open: readonly (readonly PlannedStep[])[];
  /** Actions that the principal's own policies have to grant. */
  readonly required: readonly number[];
  /** What nobody can see in the snapshot, one sentence each. */
  readonly doubts: readonly string[];
  /** What it stands on is supposed rather than seen: a resource that runs under a role, a delegated administrator. */
  readonly isGuess: boolean;
}

/** Where several ways are as short, the one that needs the least beside the permissions is told. */
const order: readonly EscalationPath['group'][] = [
  'self-escalation',
  'principal-access',
  'new-passrole',
  'existing-passrole',
];

/** One plan a path; the most direct ones first. */
export function makePlans(
  paths: readonly EscalationPath[],
  { store, account }: Pick<World, 'store' | 'account'>,
): readonly Plan[] {
  const sorted = [...paths].sort((a, b) => order.indexOf(a.group) - order.indexOf(b.group));
  return sorted.map((path) => {
    const delegation = isMember(account) ? delegationDoubts(path) : [];
    const steps = path.steps.map((step): PlannedStep => ({ step, action: store.actionNumber(step.action) }));
    return {
      path,
      steps,
      open: openGroups(steps),
      required: steps.filter(({ step }) => !isAssuming(step)).map(({ action }) => action),
      doubts: [...delegation, ...path.needs.flatMap(doubtOf)],
      isGuess: path.gains === 'carried-role' || delegation.length > 0,
    };
  });
}

/** Assuming a role may need no permission of one's own: the role's trust policy can be enough. */
export function isAssuming({ action }: PathStep): boolean {
  return action === 'sts:AssumeRole';
}

/** A role or user that the attacker makes is none of the account's. */
export function createsPrincipal(steps: readonly PlannedStep[]): boolean {
  return steps.some(({ step }) => makers.has(step.action));
}

const makers: ReadonlySet<string> = new Set(['iam:CreateRole', 'iam:CreateUser']);

/** Whether it is known to be no management account. */
function isMember({ organization, id }: Account): boolean {
  return organization?.managementAccountId !== undefined && id !== undefined && organization.managementAccountId !== id;
}

/**
 * Permission sets belong to the organization's instance of IAM Identity Center, which its management account has and a
 * delegated administrator may manage. https://docs.aws.amazon.com/singlesignon/latest/userguide/identity-center-instances.html
 */
function delegationDoubts({ steps }: EscalationPath): readonly string[] {
  return steps.some(({ action }) => action.startsWith('sso:'))
    ? ['Only where this account is a delegated administrator of IAM Identity Center, which the snapshot does not show.']
    : [];
}

function openGroups(steps: readonly PlannedStep[]): readonly (readonly PlannedStep[])[] {
  const isMade = createsPrincipal(steps);
  const isOpen = ({ step }: PlannedStep): boolean =>
    ['any', 'created', 'existing', ...(isMade ? ['target-role', 'target-user'] : [])].includes(step.target);
  const groups = new Map<string, PlannedStep[]>();
  for (const planned of steps.filter(isOpen)) {
    const name = planned.step.sameAs ?? planned.step.action;
    const group = groups.get(name);
    if (group) group.push(planned);
    else groups.set(name, [planned]);
  }
  return [...groups.values()];
}

function doubtOf({ kind, types = [], mustCarryRole, text }: EscalationPath['needs'][number]): readonly string[] {
  switch (kind) {
    case 'existing-resource':
      return [
        `The snapshot does not show whether there is ${types.join(' or ')}${mustCarryRole === true ? ' that runs under the role' : ''}.`,
      ];
    case 'state':
      return text === undefined ? [] : [`The snapshot does not show this: ${text}.`];
    case 'role-chain':
    case 'role-permits':
      return text === undefined ? [] : [`Not judged: ${text}.`];
    default:
      return [];
  }
}

/** Who can become what in an account, and the shortest ways to an administrator. */
import type { Account } from '../../account/model.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { escalationPaths } from '../paths.ts';
import type { Holder } from './actors.ts';
import { hasBit, meets } from './bits.ts';
import type { Edge } from './edge.ts';
import { principalEdges } from './edges.ts';
import { openSteps } from './open-steps.ts';
import { makePlans, type Plan } from './plan.ts';
import { selfEdges } from './self.ts';
import { makeStates } from './states.ts';
import type { Answer } from './conditions.ts';
import { makeWorld, type World } from './world.ts';

export interface Graph {
  readonly world: World;
  readonly plans: readonly Plan[];
  /** By number of the holder; states follow the holders. */
  readonly edges: readonly (readonly Edge[])[];
  readonly states: readonly Holder[];
  /** What could not be looked into, one line each. */
  readonly gaps: readonly string[];
}

/** Builds the graph of an account. Administrators have no edges: there is nothing left to gain. */
export function buildGraph(account: Account, catalog: Catalog): Graph {
  const world = makeWorld(account, catalog, escalationPaths);
  const plans = makePlans(escalationPaths, world);
  const states = makeStates(world);
  const edges: (readonly Edge[])[] = world.holders.map((holder) =>
    isAdministrator(world, holder) || isDead(holder) ? [] : edgesOf(world, holder, plans, states),
  );
  // States lead on, but to no further states of themselves: the list ends.
  for (let at = 0; at < states.list.length; at++) {
    const state = states.list[at];
    if (state) edges.push(edgesOf(world, state, plans, states));
  }
  return { world, plans, edges, states: states.list, gaps: gapsOf(world, states.isFull()) };
}

/** All of a holder's members are administrators, or none of them is: they hold the same. */
function isAdministrator({ administrators }: World, holder: Holder): boolean {
  return holder.members.every(({ kind, at }) => hasBit(administrators[kind].maybe, at));
}

/** A service-linked role does what its service does, and nobody else can use it. */
function isDead({ members }: Holder): boolean {
  return members.every(({ entity }) => 'isServiceLinked' in entity && entity.isServiceLinked);
}

function edgesOf(
  world: World,
  holder: Holder,
  plans: readonly Plan[],
  states: ReturnType<typeof makeStates>,
): readonly Edge[] {
  const known = new Map<string, Answer>();
  return plans.flatMap((plan) => {
    if (!plan.required.every((action) => holder.allows.has(action))) return [];
    if (!isOfKind(plan, holder)) return [];
    const open = openSteps(world, holder, plan, known);
    if (open === 'no') return [];
    return [...principalEdges(world, holder, plan, open, states), ...selfEdges(world, holder, plan, open, states)];
  });
}

function isOfKind({ path }: Plan, holder: Holder): boolean {
  return path.needs.every(({ kind, value }) => kind !== 'caller-is' || value === holder.kind);
}

function gapsOf({ actors }: World, isFull: boolean): readonly string[] {
  const unknown = new Set<string>();
  for (const { entity } of actors) {
    for (const { arn, policy } of [...entity.attachedPolicies, ...(entity.boundary ? [entity.boundary] : [])]) {
      if (!policy?.document && !/:iam::aws:policy\/AdministratorAccess$/.test(arn)) unknown.add(arn);
    }
  }
  const named = [...unknown].sort();
  return [
    ...(named.length > 0
      ? [
          `${named.length} attached ${named.length === 1 ? 'policy is' : 'policies are'} not in the snapshot: ${named.slice(0, 5).join(', ')}${named.length > 5 ? ', ...' : ''}`,
        ]
      : []),
    ...(isFull ? ['too many groups and policy versions to look into all of them'] : []),
  ];
}

/** Whether the edge ends with an administrator; `certain`: with one for sure. */
export function endsInAdministrator({ world }: Pick<Graph, 'world'>, edge: Edge, certain: boolean): boolean {
  if (edge.outcome === 'administrator') return true;
  if (edge.outcome === 'state' || !edge.targets) return false;
  const { yes, maybe } = world.administrators[edge.outcome];
  return meets(edge.targets, certain ? yes : maybe);
}

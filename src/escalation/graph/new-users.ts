/** Users that somebody makes and puts into a group: they have what the group has, and nothing holds them back. */
import { reachOf } from '../../semantics/grants.ts';
import { policiesOf, type Holder } from './actors.ts';
import { addBit, noBits, triBoth, type Tri } from './bits.ts';
import type { Answer } from './conditions.ts';
import { edgesFor, weaken, type Edge } from './edge.ts';
import type { Plan, PlannedStep } from './plan.ts';
import type { World } from './world.ts';

/** Groups that make an administrator of a new user; of those that lead to one no further steps are looked for. */
export function newMemberEdges(
  world: World,
  holder: Holder,
  plan: Plan,
  { action }: PlannedStep,
  open: Answer,
): readonly Edge[] {
  const found = world.permissions.allowed(holder, { action, space: world.groups }).full;
  const strong = world.groups.share(triBoth(found, adminGroups(world)));
  return edgesFor(plan, weaken(strong, open), { outcome: 'administrator' }, 'group');
}

const known = new WeakMap<World, Tri>();

function adminGroups(world: World): Tri {
  let found = known.get(world);
  if (!found) known.set(world, (found = findAdminGroups(world)));
  return found;
}

function findAdminGroups({ account, catalog, groups, allowsAdministrators }: World): Tri {
  const yes = noBits(groups.size);
  const maybe = noBits(groups.size);
  account.groups.forEach((group, at) => {
    const statements = policiesOf(group).flatMap(({ document }) => document?.statements ?? []);
    const { level, gated } = reachOf(statements, catalog);
    if (!allowsAdministrators || level === 'less') return;
    addBit(maybe, at);
    if (!gated) addBit(yes, at);
  });
  return { yes, maybe };
}

/** Roles that somebody can hand to a service, and roles that a service already works with. */
import type { EscalationPath } from '../path.ts';
import type { Holder } from './actors.ts';
import { doubted, isEmpty, mask, triBoth, triEither, type Tri } from './bits.ts';
import type { Answer } from './conditions.ts';
import { edgesFor, meetShared, weaken, type Edge } from './edge.ts';
import { openGroup } from './open-steps.ts';
import type { Plan } from './plan.ts';
import type { World } from './world.ts';

export function passEdges(world: World, holder: Holder, plan: Plan, open: Answer): readonly Edge[] {
  const { permissions, roles, store } = world;
  let found = trusting(world, plan.path);
  if (plan.path.needs.some(({ kind }) => kind === 'instance-profile'))
    found = roles.share(triEither(found, newProfiles(world, holder, plan)));
  if (isEmpty(found.maybe)) return [];
  const action = store.actionNumber('iam:PassRole');
  const services = plan.steps.flatMap(({ step }) => step.passedToService ?? []);
  let passed: Tri | undefined;
  for (const service of services) {
    const context = new Map([['iam:passedtoservice', [service]]]);
    const one = permissions.allowed(holder, { action, space: roles, context }).full;
    passed = passed && passed !== one ? triEither(passed, one) : one;
  }
  if (!passed) return [];
  return edgesFor(plan, weaken(meetShared(roles, found, roles.share(passed)), open), { outcome: 'role' }, 'role');
}

/** Roles that the path's services may assume, and that are in an instance profile where those are instances. */
export function trusting(world: World, path: EscalationPath): Tri {
  let known = trustingByPath.get(world);
  if (!known) trustingByPath.set(world, (known = new Map<EscalationPath, Tri>()));
  let found = known.get(path);
  if (!found) known.set(path, (found = world.roles.share(findTrusting(world, path))));
  return found;
}

const trustingByPath = new WeakMap<World, Map<EscalationPath, Tri>>();

function findTrusting(world: World, { services, needs }: EscalationPath): Tri {
  let found: Tri = { yes: world.roles.none, maybe: world.roles.none };
  for (const service of services) found = triEither(found, world.trusts.service(service));
  const isInstance = needs.some(({ kind, types }) => kind === 'instance-profile' || types?.includes('ec2:instance'));
  return mask(isInstance ? triBoth(found, world.masks.inProfile) : found, world.masks.ownRoles);
}

/** Roles that are in no instance profile yet, for somebody who may put them into one. */
function newProfiles(world: World, holder: Holder, { path }: Plan): Tri {
  const steps = ['iam:CreateInstanceProfile', 'iam:AddRoleToInstanceProfile'].map((action) => ({
    step: { action, target: 'any' as const },
    action: world.store.actionNumber(action),
  }));
  const answer = openGroup(world, holder, steps, new Map());
  let found: Tri = { yes: world.roles.none, maybe: world.roles.none };
  if (answer !== 'no') for (const service of path.services) found = triEither(found, world.trusts.service(service));
  return doubted(mask(found, world.masks.ownRoles));
}

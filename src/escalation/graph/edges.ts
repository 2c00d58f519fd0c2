/** What the holders of some policies can become at once, path by path. */
import { heldPolicies, type Actor, type Holder } from './actors.ts';
import { assumable, assumableBy, assumableIfTrusted } from './assume.ts';
import {
  addBit,
  both,
  doubted,
  hasBit,
  listBits,
  mask,
  noBits,
  triBoth,
  triEither,
  type Bits,
  type Tri,
} from './bits.ts';
import type { Answer } from './conditions.ts';
import { chosenPolicyKey } from './facts.ts';
import { edgesFor, meetShared, weaken, type Edge } from './edge.ts';
import { passEdges, trusting } from './pass-edges.ts';
import { createsPrincipal, isAssuming, type Plan, type PlannedStep } from './plan.ts';
import type { Space } from './space.ts';
import type { States } from './states.ts';
import type { World } from './world.ts';

/** What a plan's outcome is when its steps hit roles or users. */
export function principalEdges(
  world: World,
  holder: Holder,
  plan: Plan,
  open: Answer,
  states: States,
): readonly Edge[] {
  const { path } = plan;
  if (path.gains === 'passed-role') return passEdges(world, holder, plan, open);
  if (path.gains === 'carried-role') {
    const carried = trusting(world, path);
    return edgesFor(plan, weaken(doubted(carried), open), { outcome: 'role' }, 'role');
  }
  const space = spaceOf(plan);
  if (space === undefined || createsPrincipal(plan.steps)) return [];
  const assuming = plan.steps.some(({ step }) => isAssuming(step)) && !rewritesTrust(plan);
  const make = (assume: Tri | undefined, members?: readonly Actor[]): readonly Edge[] => {
    const found = weaken(world[`${space}s`].share(targetsOf(world, holder, plan, space, assume)), open);
    return freesRole(plan)
      ? unboundRoles(world, plan, found, states, members)
      : outcomes(world, plan, found, space, members);
  };
  if (!assuming) return make(undefined);
  const everyone = make(assumable(world, holder));
  const singled = holder.members.flatMap((actor) => {
    const own = assumableBy(world, holder, actor);
    return own ? make(own, [actor]) : [];
  });
  return [...everyone, ...singled];
}

/** Whether the path takes off the boundary of the role it ends with. */
function freesRole({ path }: Plan): boolean {
  return path.needs.some(({ kind, value }) => kind === 'permissions-boundary' && value === 'target');
}

/** Roles as they are without their boundary. */
function unboundRoles(
  world: World,
  plan: Plan,
  found: Tri,
  states: States,
  members: readonly Actor[] | undefined,
): readonly Edge[] {
  const who = members ? { members } : {};
  return listBits(found.maybe).flatMap((role): readonly Edge[] => {
    const actor = world.actors[world.users.size + role];
    const base = actor && world.holderOf[actor.index];
    if (!base) return [];
    const one = { yes: both(found.yes, only(world.roles, role)), maybe: only(world.roles, role) };
    const reach = world.reachIn(actor, { withoutBoundary: true });
    if (reach !== 'no') {
      return edgesFor(plan, reach === 'yes' ? one : doubted(one), { outcome: 'administrator', ...who }, 'role');
    }
    const state = states.add({
      base,
      members: [actor],
      kind: 'no-boundary',
      name: actor.entity.name,
      held: heldPolicies,
      limit: { withoutBoundary: true },
    });
    return state ? edgesFor(plan, one, { outcome: 'state', ...who }, 'role').map((edge) => ({ ...edge, state })) : [];
  });
}

function only(space: Space, at: number): Bits {
  const bits = noBits(space.size);
  addBit(bits, at);
  return bits;
}

function outcomes(
  world: World,
  plan: Plan,
  found: Tri,
  space: 'role' | 'user',
  members: readonly Actor[] | undefined,
): readonly Edge[] {
  const who = members ? { members } : {};
  if (plan.path.gains === 'anything')
    return edgesFor(
      plan,
      meetShared(world[`${space}s`], found, world.liftable[space]),
      { outcome: 'administrator', ...who },
      space,
    );
  return edgesFor(plan, found, { outcome: space, ...who }, space);
}

function spaceOf({ steps }: Plan): 'role' | 'user' | undefined {
  const kinds = new Set(steps.map(({ step }) => step.target));
  if (kinds.has('target-user')) return 'user';
  return kinds.has('target-role') || kinds.has('target-role-policy') ? 'role' : undefined;
}

function rewritesTrust({ steps }: Plan): boolean {
  return steps.some(({ step }) => step.action === 'iam:UpdateAssumeRolePolicy');
}

/** Targets on which every step can be taken, and which are in the state that the path needs. */
function targetsOf(world: World, holder: Holder, plan: Plan, space: 'role' | 'user', assume: Tri | undefined): Tri {
  const all = world[`${space}s`];
  let found: Tri = { yes: all.all, maybe: all.all };
  for (const planned of plan.steps) found = triBoth(found, stepTargets(world, holder, plan, planned, assume, all));
  for (const { kind, value } of plan.path.needs) found = triBoth(found, needed(world, kind, value, found));
  return found;
}

function stepTargets(
  world: World,
  holder: Holder,
  plan: Plan,
  { step, action }: PlannedStep,
  assume: Tri | undefined,
  all: Space,
): Tri {
  const { permissions, masks } = world;
  if (isAssuming(step)) return assume ?? permissions.allowed(holder, { action, space: world.roles }).full;
  if (step.target === 'target-role-policy') return mask(rolesWith(world, holder, action), masks.ownRoles);
  if (step.target !== 'target-role' && step.target !== 'target-user') return { yes: all.all, maybe: all.all };
  const found = attachable(world, holder, action, step.action, all);
  if (step.target === 'target-user') return found;
  const own = mask(found, masks.ownRoles);
  if (step.action !== 'iam:UpdateAssumeRolePolicy') return own;
  return plan.steps.some((other) => isAssuming(other.step)) ? own : triBoth(own, assumableIfTrusted(world, holder));
}

/** Attaching a policy, or making it the boundary, counts when it may be one that makes an administrator. */
export function attachable(world: World, holder: Holder, action: number, name: string, space: Space): Tri {
  const ask = { action, space };
  const key = chosenPolicyKey(name);
  if (key === undefined) return world.permissions.allowed(holder, ask).full;
  let found: Tri | undefined;
  for (const arn of world.adminPolicies) {
    const one = world.permissions.allowed(holder, { ...ask, context: new Map([[key, [arn]]]) }).full;
    found = found ? triEither(found, one) : one;
  }
  return found ?? { yes: space.none, maybe: space.none };
}

/** Roles that have a customer managed policy attached which the holder may do this to. */
function rolesWith(world: World, holder: Holder, action: number): Tri {
  const allowed = world.permissions.allowed(holder, { action, space: world.policies }).full;
  let found = rolesByPolicies.get(allowed);
  if (!found) rolesByPolicies.set(allowed, (found = findRolesWith(world, allowed)));
  return found;
}

const rolesByPolicies = new WeakMap<Tri, Tri>();

function findRolesWith(world: World, allowed: Tri): Tri {
  const yes = world.roles.none.slice();
  const maybe = world.roles.none.slice();
  world.account.roles.forEach(({ attachedPolicies }, role) => {
    for (const { arn } of attachedPolicies) {
      const at = world.policies.indexOf(arn);
      if (at === undefined || !hasBit(allowed.maybe, at)) continue;
      addBit(maybe, role);
      if (hasBit(allowed.yes, at)) addBit(yes, role);
    }
  });
  return { yes, maybe };
}

function needed({ masks }: World, kind: string, value: string | undefined, rest: Tri): Tri {
  if (kind === 'user-access-keys') return value === '2' ? masks.twoKeys : masks.keysBelowTwo;
  if (kind === 'user-login-profile') return value === 'present' ? masks.withPassword : masks.withoutPassword;
  if (kind === 'permissions-boundary' && value === 'target') return mask(rest, masks.boundedRoles);
  return rest;
}

/** What the holders of some policies can become at once, path by path. */
import type { EscalationPath } from '../path.ts';
import { heldPolicies, type Actor, type Holder } from './actors.ts';
import { mayDoTogether, type OpenStep } from './anywhere.ts';
import { assumable, assumableBy, assumableIfTrusted } from './assume.ts';
import {
  addBit,
  both,
  doubted,
  hasBit,
  isEmpty,
  listBits,
  mask,
  noBits,
  triBoth,
  triEither,
  without,
  type Bits,
  type Tri,
} from './bits.ts';
import { least, type Answer } from './conditions.ts';
import { createsRole, isAssuming, type Plan, type PlannedStep } from './plan.ts';
import type { Space, SpaceName } from './space.ts';
import type { States } from './states.ts';
import type { World } from './world.ts';

/** A way from the members of a holder to what they can become. */
export interface Edge {
  readonly plan: Plan;
  readonly certainty: 'confirmed' | 'possible';
  /**
   * `administrator`: permissions as one likes. `user`, `role`: one of the targets. `state`: another state of the
   * principal itself or of a role.
   */
  readonly outcome: 'administrator' | 'user' | 'role' | 'state';
  /** On what the decisive step is taken; absent when that is nothing the snapshot lists. */
  readonly space?: SpaceName;
  readonly targets?: Bits;
  readonly state?: Holder;
  /** For whom it holds; absent: every member. */
  readonly members?: readonly Actor[];
}

/** Turns a set into one edge of what is certain and one of what may be. */
export function edgesFor(
  plan: Plan,
  found: Tri,
  rest: Pick<Edge, 'outcome' | 'members'>,
  space: SpaceName,
): readonly Edge[] {
  const { yes, open } = splitSure(found);
  if (plan.doubts.length > 0)
    return yes || open ? [{ plan, certainty: 'possible', ...rest, space, targets: found.maybe }] : [];
  return [
    ...(yes ? [{ plan, certainty: 'confirmed' as const, ...rest, space, targets: yes }] : []),
    ...(open ? [{ plan, certainty: 'possible' as const, ...rest, space, targets: open }] : []),
  ];
}

interface Split {
  readonly yes: Bits | undefined;
  readonly open: Bits | undefined;
}

const splits = new WeakMap<Tri, Split>();

/** What is certain and what may be besides; undefined for nothing. */
function splitSure(found: Tri): Split {
  let split = splits.get(found);
  if (!split) {
    const { yes, maybe } = found;
    const open = without(maybe, yes);
    split = { yes: isEmpty(yes) ? undefined : yes, open: isEmpty(open) ? undefined : open };
    splits.set(found, split);
  }
  return split;
}

const meetings = new WeakMap<Tri, WeakMap<Tri, Tri>>();

/** What is in both; for shared sets, of which the same two meet for many principals. */
function meetShared(space: Space, a: Tri, b: Tri): Tri {
  let known = meetings.get(a);
  if (!known) meetings.set(a, (known = new WeakMap()));
  let found = known.get(b);
  if (!found) known.set(b, (found = space.share(triBoth(a, b))));
  return found;
}

/** How surely steps on things outside the snapshot can be taken. */
export function openSteps(world: World, holder: Holder, plan: Plan, known: Map<string, Answer>): Answer {
  let answer: Answer = 'yes';
  for (const group of plan.open) {
    if (answer === 'no') break;
    answer = least(answer, openGroup(world, holder, group, known));
  }
  return answer;
}

function openGroup(world: World, holder: Holder, group: readonly PlannedStep[], known: Map<string, Answer>): Answer {
  const key = group.map(({ step }) => `${step.action} ${step.target}`).join();
  let answer = known.get(key);
  if (answer === undefined) {
    const steps = group.map(({ step, action }): OpenStep => ({
      step,
      involved: world.permissions.rulesOf(holder, action),
      formats: world.formatsOf(step),
    }));
    const facts = world.permissions.facts(holder);
    const made = createsRole(group);
    answer = mayDoTogether(steps, (name) => (made ? newRoleFacts(world, name) : undefined) ?? facts(name));
    known.set(key, answer);
  }
  return answer;
}

/** A role of one's own has no boundary, and whichever policy one attaches. */
function newRoleFacts(world: World, key: string): readonly string[] | undefined {
  if (key === 'iam:permissionsboundary') return [];
  return key === 'iam:policyarn' ? world.adminPolicies.slice(0, 1) : undefined;
}

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
  if (space === undefined || createsRole(plan.steps)) return [];
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
      withoutBoundary: true,
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

function weaken(found: Tri, answer: Answer): Tri {
  if (answer === 'yes') return found;
  return answer === 'no'
    ? { yes: new Uint32Array(found.yes.length), maybe: new Uint32Array(found.yes.length) }
    : doubted(found);
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

/** Attaching a policy counts when it may be one that makes an administrator. */
export function attachable(world: World, holder: Holder, action: number, name: string, space: Space): Tri {
  const ask = { action, space };
  if (!/^iam:Attach(?:User|Group|Role)Policy$/.test(name)) return world.permissions.allowed(holder, ask).full;
  let found: Tri | undefined;
  for (const arn of world.adminPolicies) {
    const context = new Map([['iam:policyarn', [arn]]]);
    const one = world.permissions.allowed(holder, { ...ask, context }).full;
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

function passEdges(world: World, holder: Holder, plan: Plan, open: Answer): readonly Edge[] {
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

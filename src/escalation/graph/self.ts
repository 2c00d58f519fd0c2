/** What principals can make of themselves: by their own policies, their groups, older versions, without their boundary. */
import type { AccountPolicy } from '../../account/model.ts';
import type { Policy } from '../../policy/model.ts';
import {
  docsOf,
  heldIn,
  heldPolicies,
  policiesOf,
  speaksOfSelf,
  type Actor,
  type Holder,
  type HolderState,
} from './actors.ts';
import { isEmpty, listBits, type Tri } from './bits.ts';
import { least, type Answer } from './conditions.ts';
import { edgesFor, type Edge } from './edge.ts';
import { attachable } from './edges.ts';
import { addsNothing, boundaryEdges, freedEdges, unbound } from './boundary-edges.ts';
import { becomesAdmin, inTri, membersIn, perTarget, split, triOfHits, type Hit } from './member-edges.ts';
import { newMemberEdges } from './new-users.ts';
import { createsPrincipal, type Plan, type PlannedStep } from './plan.ts';
import type { States } from './states.ts';
import type { World } from './world.ts';

/** Edges of a path that begins and ends with the principal itself. */
export function selfEdges(world: World, holder: Holder, plan: Plan, open: Answer, states: States): readonly Edge[] {
  const [planned] = plan.steps.filter(({ step }) => selfTargets.has(step.target));
  if (open === 'no') return [];
  if (!planned)
    return plan.path.gains === 'anything' && world.allowsAdministrators && hasOnlyOpenSteps(plan)
      ? lone(holder, plan, open)
      : [];
  switch (planned.step.target) {
    case 'self-user':
    case 'self-role':
      return ownEdges(world, holder, plan, planned, open, states);
    case 'own-group':
      return holder.kind === 'user' ? groupEdges(world, holder, plan, planned, open) : [];
    case 'attached-policy':
      return policyEdges(world, holder, plan, planned, open, states);
    case 'own-boundary':
      return boundaryEdges(world, holder, plan, planned, open, states);
    default:
      if (createsPrincipal(plan.steps)) return newMemberEdges(world, holder, plan, planned, open);
      return holder.kind === 'user' && !holder.state ? joinEdges(world, holder, plan, planned, states) : [];
  }
}

const selfTargets: ReadonlySet<string> = new Set([
  'self-user',
  'self-role',
  'own-group',
  'attached-policy',
  'own-boundary',
  'target-group',
]);

function hasOnlyOpenSteps({ open, steps }: Plan): boolean {
  return open.flat().length === steps.length;
}

/** No target that the snapshot lists: a role made for the purpose, a permission set. */
function lone(holder: Holder, plan: Plan, open: Answer): readonly Edge[] {
  const certainty = open === 'yes' && plan.doubts.length === 0 ? 'confirmed' : 'possible';
  return [{ plan, certainty, outcome: 'administrator', ...membersIn(holder, holder.members) }];
}

function liftable(world: World, holder: Holder, actor: Actor): Answer {
  const { limit } = holder.state ?? {};
  if (limit) return becomesAdmin(world, actor, { added: world.everything, ...limit });
  return inTri(world.liftable[actor.kind], actor.at);
}

function ownEdges(
  world: World,
  holder: Holder,
  plan: Plan,
  { step, action }: PlannedStep,
  open: Answer,
  states: States,
): readonly Edge[] {
  if (step.target !== `self-${holder.kind}`) return [];
  const space = holder.kind === 'user' ? world.users : world.roles;
  const found = attachable(world, holder, action, step.action, space);
  if (isEmpty(found.maybe)) return [];
  const allowed = (actor: Actor): Answer => (actor.isKeptByAws ? 'no' : least(open, inTri(found, actor.at)));
  if (plan.path.gains === 'withheld') return freedEdges(world, holder, plan, allowed, unbound, states);
  const who = split(holder.members, (actor) => {
    const answer = allowed(actor);
    return answer === 'no' ? answer : least(answer, liftable(world, holder, actor));
  });
  return who.map(([certainty, members]) => ({
    plan,
    certainty,
    outcome: 'administrator',
    ...membersIn(holder, members),
  }));
}

function groupEdges(world: World, holder: Holder, plan: Plan, planned: PlannedStep, open: Answer): readonly Edge[] {
  const found = attachable(world, holder, planned.action, planned.step.action, world.groups);
  if (isEmpty(found.maybe)) return [];
  return perTarget(
    holder,
    plan,
    'group',
    (actor) =>
      actor.groups.flatMap(({ arn }) => {
        const at = world.groups.indexOf(arn);
        const answer = least(open, inTri(found, at));
        if (at === undefined || answer === 'no') return [];
        return [{ at, answer: least(answer, liftable(world, holder, actor)) }];
      }),
    world.groups.size,
  );
}

/** Customer managed policies that the principal has, with their number. */
function ownPolicies(world: World, holder: Holder, actor: Actor): readonly { at: number; policy: AccountPolicy }[] {
  const found = heldIn(holder)(actor).flatMap(({ arn, policy }) => {
    const at = arn === undefined ? undefined : world.policies.indexOf(arn);
    return at === undefined || !policy ? [] : [{ at, policy }];
  });
  return [...new Map(found.map((one) => [one.at, one])).values()];
}

function policyEdges(
  world: World,
  holder: Holder,
  plan: Plan,
  { action }: PlannedStep,
  open: Answer,
  states: States,
): readonly Edge[] {
  const found = world.permissions.allowed(holder, { action, space: world.policies }).full;
  if (isEmpty(found.maybe)) return [];
  if (plan.path.gains === 'older-version')
    return holder.state ? [] : versionEdges(world, holder, plan, found, open, states);
  const hits = (actor: Actor): readonly Hit[] =>
    actor.isKeptByAws
      ? []
      : ownPolicies(world, holder, actor).map(({ at, policy }) => {
          const dropped = new Set(policy.document?.statements ?? []);
          const change = { added: world.everything, dropped, ...holder.state?.limit };
          const answer = least(open, inTri(found, at));
          return {
            at,
            answer: answer === 'no' ? answer : least(answer, becomesAdmin(world, actor, change)),
          };
        });
  return perTarget(holder, plan, 'policy', hits, world.policies.size);
}

/** Older versions of a policy that someone may make the default again. */
function versionEdges(
  world: World,
  holder: Holder,
  plan: Plan,
  found: Tri,
  open: Answer,
  states: States,
): readonly Edge[] {
  return holder.members.flatMap((actor) =>
    ownPolicies(world, holder, actor).flatMap(({ at, policy }): readonly Edge[] => {
      const answer = least(open, inTri(found, at));
      if (answer === 'no') return [];
      const dropped = new Set(policy.document?.statements ?? []);
      return (policy.versions ?? []).flatMap(({ id, isDefault, document }): readonly Edge[] => {
        if (isDefault || !document) return [];
        const admin = becomesAdmin(world, actor, { added: document.statements, dropped });
        const who = { members: [actor] };
        const targets = triOfHits([{ at, answer: least(answer, admin) }], world.policies.size);
        if (admin !== 'no') return edgesFor(plan, targets, { outcome: 'administrator', ...who }, 'policy');
        const state = addsNothing(world, policy.document, document)
          ? undefined
          : states.add({
              base: holder,
              ...who,
              kind: 'version',
              name: `${policy.name} ${id}`,
              held: withVersion(policy, document),
            });
        const certainty = answer === 'yes' ? 'confirmed' : 'possible';
        return state ? [{ plan, certainty, outcome: 'state', state, ...who }] : [];
      });
    }),
  );
}

function withVersion(policy: AccountPolicy, document: Policy): HolderState['held'] {
  return (actor) => heldPolicies(actor).map((held) => (held.policy === policy ? { ...held, document } : held));
}

/** Groups that a user can join, for what they allow together with what the user has. */
function joinEdges(world: World, holder: Holder, plan: Plan, { action }: PlannedStep, states: States): readonly Edge[] {
  const found = world.permissions.allowed(holder, { action, space: world.groups }).full;
  const joined: Edge[] = [];
  const hits = new Map<Actor, Hit[]>();
  for (const at of listBits(found.maybe)) {
    const group = world.account.groups[at];
    if (!group) continue;
    const given = policiesOf(group, group.name);
    const added = given.flatMap(({ document }) => document?.statements ?? []);
    const answer = inTri(found, at);
    const rest: Actor[] = [];
    const [first] = holder.members;
    // Members have the same policies, and all that differs them is alone in its holder.
    const admin = first ? becomesAdmin(world, first, { added }) : 'no';
    for (const actor of holder.members) {
      if (actor.groups.includes(group)) continue;
      if (admin === 'no') rest.push(actor);
      else hits.set(actor, [...(hits.get(actor) ?? []), { at, answer: least(answer, admin) }]);
    }
    const docs = docsOf(given, world.store);
    const helps = docs.some(({ rules }) => rules.some((rule) => rule.isAllow));
    if (!helps) continue;
    const parts = speaksOfSelf(docs, undefined) ? rest.map((actor) => [actor]) : rest.length > 0 ? [rest] : [];
    for (const members of parts) {
      const held = (actor: Actor) => [...heldPolicies(actor), ...given];
      const state = states.add({ base: holder, members, kind: 'group', name: group.name, held });
      const certainty = answer === 'yes' ? 'confirmed' : 'possible';
      if (state) joined.push({ plan, certainty, outcome: 'state', state, ...membersIn(holder, members) });
    }
  }
  return [...perTarget(holder, plan, 'group', (actor) => hits.get(actor) ?? [], world.groups.size), ...joined];
}

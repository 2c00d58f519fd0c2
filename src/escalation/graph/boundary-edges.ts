/**
 * What becomes of principals whose permissions boundary is taken off, replaced or rewritten: their policies count in full.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
import type { AccountPolicy } from '../../account/model.ts';
import type { Policy } from '../../policy/model.ts';
import { heldIn, type Actor, type Holder, type HolderState, type LimitChange } from './actors.ts';
import { isEmpty } from './bits.ts';
import { least, type Answer } from './conditions.ts';
import type { Edge } from './edge.ts';
import { becomesAdmin, inTri, membersIn, split } from './member-edges.ts';
import type { Plan, PlannedStep } from './plan.ts';
import type { States } from './states.ts';
import type { World } from './world.ts';

/** What holds a principal instead of its boundary. */
interface NewLimit extends Pick<HolderState, 'kind' | 'name'> {
  readonly limit: LimitChange;
}

/** A boundary that allows everything is as good as none. */
export const unbound: NewLimit = { kind: 'no-boundary', name: '', limit: { withoutBoundary: true } };

/** Who can change the boundary may do what its policies allow within the new one. */
export function freedEdges(
  world: World,
  holder: Holder,
  plan: Plan,
  allowed: (actor: Actor) => Answer,
  next: NewLimit,
  states: States,
): readonly Edge[] {
  if (holder.boundary === undefined || holder.state) return [];
  const free = (actor: Actor) => becomesAdmin(world, actor, next.limit);
  return split(holder.members, allowed).flatMap(([certainty, members]): readonly Edge[] => {
    const rest = members.filter((actor) => free(actor) === 'no');
    const state =
      rest.length > 0 ? states.add({ base: holder, members: rest, held: heldIn(holder), ...next }) : undefined;
    return [
      ...split(members, free).map(([sure, list]): Edge => ({
        plan,
        certainty: certainty === 'confirmed' ? sure : 'possible',
        outcome: 'administrator',
        ...membersIn(holder, list),
      })),
      ...(state ? [{ plan, certainty, outcome: 'state' as const, state, ...membersIn(holder, rest) }] : []),
    ];
  });
}

/** The policy that is the boundary, written anew or brought back to an older version. */
export function boundaryEdges(
  world: World,
  holder: Holder,
  plan: Plan,
  { action }: PlannedStep,
  open: Answer,
  states: States,
): readonly Edge[] {
  if (holder.boundary === undefined) return [];
  const found = world.permissions.allowed(holder, { action, space: world.policies }).full;
  if (isEmpty(found.maybe)) return [];
  const allowed = ({ entity, isKeptByAws }: Actor): Answer =>
    isKeptByAws ? 'no' : least(open, inTri(found, world.policies.indexOf(entity.boundary?.arn ?? '')));
  if (plan.path.gains !== 'older-version') return freedEdges(world, holder, plan, allowed, unbound, states);
  return boundariesOf(holder).flatMap((policy) =>
    olderVersions(world, policy).flatMap((next) => {
      const isHeld = ({ entity }: Actor): boolean => entity.boundary?.policy === policy;
      return freedEdges(world, holder, plan, (actor) => (isHeld(actor) ? allowed(actor) : 'no'), next, states);
    }),
  );
}

/** Those of the members, who may have boundaries that say the same under several names. */
function boundariesOf({ members }: Holder): readonly AccountPolicy[] {
  return [...new Set(members.flatMap(({ entity }) => entity.boundary?.policy ?? []))];
}

function olderVersions(world: World, { name, document: now, versions = [] }: AccountPolicy): readonly NewLimit[] {
  return versions.flatMap(({ id, isDefault, document }) =>
    isDefault || !document || addsNothing(world, now, document)
      ? []
      : [{ kind: 'boundary-version' as const, name: `${name} ${id}`, limit: { boundary: document } }],
  );
}

/** Whether the version allows nothing on escalation that the present one does not, and denies what that denies. */
export function addsNothing({ store }: World, present: Policy | undefined, version: Policy): boolean {
  const now = new Set(present ? store.docOf(present).rules : []);
  const then = new Set(store.docOf(version).rules);
  return (
    [...then].every((rule) => now.has(rule) || !rule.isAllow) &&
    [...now].every((rule) => then.has(rule) || rule.isAllow)
  );
}

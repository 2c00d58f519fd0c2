/** Which roles a principal may assume: by its own policies, by the role's trust policy, or both. */
import type { Actor, Holder } from './actors.ts';
import { both, doubted, isEmpty, triBoth, triEither, type Tri } from './bits.ts';
import type { Allowed } from './permissions.ts';
import type { World } from './world.ts';

function allowed(world: World, holder: Holder): Allowed {
  return world.permissions.allowed(holder, { action: world.store.actionNumber('sts:AssumeRole'), space: world.roles });
}

/** Roles open to every member alike: those that trust the whole account. */
export function assumable(world: World, holder: Holder): Tri {
  const { full, undenied } = allowed(world, holder);
  const { delegated, open } = world.trusts;
  return triEither(triBoth(full, delegated), triBoth(undenied, open));
}

/**
 * Roles that name the member, or judge it by itself. A role that names the principal of its own account needs no
 * permission on the other side, though a boundary still limits roles.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html
 */
export function assumableBy(world: World, holder: Holder, actor: Actor): Tri | undefined {
  const named = world.trusts.named.get(actor.index);
  if (!named) return undefined;
  const own = allowed(world, holder);
  let found: Tri | undefined;
  for (const { roles, answer, by } of named) {
    const limit = by === 'account' ? own.full : by === 'role' ? own.bounded : own.undenied;
    const one = { yes: both(limit.yes, roles), maybe: both(limit.maybe, roles) };
    const sure = answer === 'yes' ? one : doubted(one);
    found = found ? triEither(found, sure) : sure;
  }
  return found && isEmpty(found.maybe) ? undefined : found;
}

/** Roles the principal could assume if their trust policy named it. */
export function assumableIfTrusted(world: World, holder: Holder): Tri {
  const { undenied, bounded } = allowed(world, holder);
  return holder.kind === 'role' ? bounded : undenied;
}

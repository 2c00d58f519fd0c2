/** AWS managed policies that an account ought to have a role for. */
import type { Account } from './model.ts';

/** Whether some role has the AWS managed policy of this name attached, in any partition. */
export function isAttachedToRole({ roles }: Account, name: string): boolean {
  const ending = `:iam::aws:policy/${name}`;
  return roles.some(({ attachedPolicies }) => attachedPolicies.some(({ arn }) => arn.endsWith(ending)));
}

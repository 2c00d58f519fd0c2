/** Rights short of an administrator's with which their holder can become one. */
import { takeoverActions } from './grants.ts';

/** Each of them on every resource is enough. */
export const escalationActions: readonly string[] = [...takeoverActions, 'iam:PassRole', 'sts:AssumeRole'];

/** Those that `holds` says are held. */
export function heldEscalations(holds: (action: string) => boolean): readonly string[] {
  return escalationActions.filter(holds);
}

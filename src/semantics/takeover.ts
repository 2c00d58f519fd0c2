/** Rights short of an administrator's with which their holder can become one. */
import type { Statement } from '../policy/model.ts';
import { takeoverActions } from './grants.ts';

/** Each of them on every resource is enough. */
export const escalationActions: readonly string[] = [...takeoverActions, 'iam:PassRole', 'sts:AssumeRole'];

/** Those that `holds` says are held. */
export function heldEscalations(holds: (action: string) => boolean): readonly string[] {
  return escalationActions.filter(holds);
}

/** Whether a statement limits nothing but the way of the call by `aws:CalledVia`, which a template's author can take. */
export function isCalledViaOnly({ conditions }: Statement): boolean {
  return conditions.length > 0 && conditions.every(({ key }) => /^aws:calledvia/i.test(key.text));
}

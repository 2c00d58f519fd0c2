/** Notes for parts that are read thing by thing: one for each reason, naming what is missing. */
import { explainFailure } from './failure.ts';
import type { Session } from './session.ts';
import type { Part } from './types.ts';

export interface Missed {
  /** ARN, user name or region. */
  readonly name: string;
  readonly permission: string;
  readonly error: unknown;
}

/** Without names where everything that was `asked` for is missing for the same reason. */
export function noteMissed(session: Session, part: Part, missed: readonly Missed[], asked: number): void {
  const groups = new Map<string, Missed[]>();
  for (const item of missed) {
    const key = `${item.permission} ${explainFailure(item.error).reason}`;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  for (const [, group] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const names = [...new Set(group.map(({ name }) => name))].sort();
    const [first] = group;
    if (first) session.note(part, first.permission, first.error, names.length === asked ? undefined : names);
  }
}

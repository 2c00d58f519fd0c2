/** What cannot be told from lists that lack something: that there is nobody. */
import type { Account, DetailList } from './model.ts';

/** Whether one of the lists is incomplete; the first reason is said. */
export function isIncomplete(
  { incomplete }: Account,
  lists: readonly DetailList[],
  skip: (reason: string) => void,
): boolean {
  const reason = lists.flatMap((list) => incomplete.get(list) ?? [])[0];
  if (reason !== undefined) skip(reason);
  return reason !== undefined;
}

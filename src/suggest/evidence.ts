/** Removals and keeps as they are reported: one entry for what has the same evidence. */
import type { Kept, Removed } from './model.ts';
import type { Watch } from '../usage/usage.ts';
import type { Removal } from './shrink-patterns.ts';

/** One entry for each service and evidence, in the order of the document. */
export function gatherRemoved(
  removals: readonly Removal[],
  isBlocked: (service: string) => boolean = () => false,
): readonly Removed[] {
  const groups = new Map<string, Removal[]>();
  for (const one of removals) {
    const { service, verdict, tracked } = one;
    const key = JSON.stringify([service, verdict.last?.getTime(), verdict.watch.source, tracked]);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [removedOf(first, [...new Set(group.map(({ action }) => action))], isBlocked(first.service))] : [];
  });
}

function removedOf({ service, verdict, tracked }: Removal, actions: readonly string[], isBlocked: boolean): Removed {
  const { last, watch } = verdict;
  return {
    service,
    actions,
    lastAccessed: last?.toISOString() ?? null,
    observedDays: watch.days,
    source: watch.source,
    window: windowOf(watch),
    tracked,
    ...(isBlocked && { blockedBy: 'boundary' as const }),
  };
}

const windows = new WeakMap<Watch, Removed['window']>();

/** Large accounts have a hundred thousand removals by a few thousand watches. */
function windowOf(watch: Watch): Removed['window'] {
  let window = windows.get(watch);
  if (!window) windows.set(watch, (window = { from: watch.from.toISOString(), to: watch.to.toISOString() }));
  return window;
}

/** One entry for each reason; of a wildcard one each, with its unused actions. */
export function gatherKept(list: readonly Kept[]): readonly Kept[] {
  const groups = new Map<string, { actions: Set<string>; reason: Kept['reason']; unused?: readonly string[] }>();
  for (const { actions, reason, unused } of list) {
    const key = unused ? `${reason} ${actions.join(' ')}` : reason;
    const group = groups.get(key);
    if (group) for (const action of actions) group.actions.add(action);
    else groups.set(key, { actions: new Set(actions), reason, ...(unused && { unused }) });
  }
  return [...groups.values()].map((group) => ({ ...group, actions: [...group.actions] }));
}

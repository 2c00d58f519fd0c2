/** What is never removed, whatever the usage says: the keep list, and what used actions also need. */
import { compileAction, coversAction, intersectsAction } from '../policy/arn.ts';
import { matches, type Pattern } from '../policy/pattern.ts';
import type { Usage } from '../usage/usage.ts';
import { dependentActions } from './dependent-actions.ts';
import { isNeverRecorded, type Judge } from './judge-use.ts';
import type { KeepReason } from './model.ts';

export interface Protection {
  /** Why one action stays, whatever its verdict; undefined: nothing protects it. Lower case. */
  reason(service: string, name: string): KeepReason | undefined;
  /** Whether the keep list covers the whole pattern. */
  covers(pattern: string): boolean;
  /** The keep list within a pattern of one service, as patterns; undefined when no pattern says it. */
  within(pattern: string): readonly string[] | undefined;
  /** Protected actions beyond the keep list, as `service:name` in lower case. */
  readonly single: ReadonlySet<string>;
  /** Those of one service, without prefix. */
  singleIn(service: string): readonly string[];
}

/** Protection for one judged usage. */
export function protectionOf(judge: Judge, keep: readonly string[]): Protection {
  const patterns: readonly Pattern[] = keep.map((text) => compileAction(text));
  const dependents = dependentsOf(judge);
  const single = new Set([...(judge.isIdle ? [] : ['iam:passrole']), ...dependents]);
  const services = byService(single);
  return {
    single,
    singleIn: (service) => services.get(service) ?? [],
    covers: (pattern) => keep.some((text) => coversAction(text, pattern)),
    within: (pattern) => keepWithin(pattern, keep),
    reason: (service, name) => {
      if (patterns.length === 0 && !services.has(service)) return undefined;
      if (isNeverRecorded(service, name) && !judge.isIdle) return 'not-tracked';
      const full = `${service}:${name}`;
      if (patterns.some((pattern) => matches(pattern, full))) return 'keep-list';
      return dependents.has(full) ? 'dependent' : undefined;
    },
  };
}

function byService(actions: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const services = new Map<string, string[]>();
  for (const action of actions) {
    const [service = '', name = ''] = action.split(':');
    const list = services.get(service);
    if (list) list.push(name);
    else services.set(service, [name]);
  }
  return services;
}

/** What a keep list has in common with a pattern of one service; undefined when that is no pattern. */
export function keepWithin(pattern: string, keep: readonly string[]): readonly string[] | undefined {
  const service = pattern.slice(0, pattern.indexOf(':'));
  const shared = keep
    .filter((text) => intersectsAction(text, pattern))
    // Of `*:List*` the part that is about this service.
    .map((text) => (/^[\w-]+:/.test(text) ? text : `${service}:${text.slice(text.indexOf(':') + 1)}`));
  return shared.every((text) => coversAction(pattern, text)) ? shared : undefined;
}

/** Whether the keep list has something in common with the pattern. */
export function touchesKeepList(pattern: string, keep: readonly string[]): boolean {
  return keep.some((text) => intersectsAction(text, pattern));
}

/** Dependents of one usage are asked for by each of a principal's policies. */
const known = new WeakMap<Usage, ReadonlySet<string>>();

function dependentsOf(judge: Judge): ReadonlySet<string> {
  const made = known.get(judge.usage);
  if (made) return made;
  const found = new Set<string>();
  for (const [service, { actions }] of judge.usage.services) {
    for (const name of actions.keys()) {
      if (judge.action(service, name).is !== 'used') continue;
      for (const other of dependentActions(`${service}:${name}`)) found.add(other);
    }
  }
  known.set(judge.usage, found);
  return found;
}

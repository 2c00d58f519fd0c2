/** From what was seen to a verdict: used, unused, or nothing is known. Only a long enough watch without a use says unused. */
import { daysBetween } from '../account/age.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { lastAttempt, type Usage, type Use, type Watch } from '../usage/usage.ts';
import type { SuggestOptions } from './model.ts';

export type Verdict =
  | { readonly is: 'used'; readonly deniedOnly: boolean }
  | Unused
  | { readonly is: 'unknown'; readonly reason: 'not-tracked' | 'not-judged' };

export interface Unused {
  readonly is: 'unused';
  readonly last: Date | undefined;
  readonly watch: Watch;
  readonly of: 'service' | 'action';
}

/** An unused action as AWS writes it, without prefix. */
export interface UnusedAction {
  readonly name: string;
  readonly verdict: Unused;
}

/** Answers for one usage; names in lower case. */
export interface Judge {
  readonly usage: Usage;
  /** Nothing at all was used: then nothing was used either that only shows inside other calls. */
  readonly isIdle: boolean;
  service(service: string): Verdict;
  /** `s3`, `getobject`. */
  action(service: string, name: string): Verdict;
  /** The unused among all actions of a service that is not unused itself, by lower-case name. */
  unusedIn(service: string): ReadonlyMap<string, UnusedAction>;
}

type Limits = Pick<SuggestOptions, 'now' | 'unusedDays'>;

/** A judge over one usage. */
export function judgeOf(usage: Usage, limits: Limits, catalog: Catalog): Judge {
  const services = new Map<string, Verdict>();
  const unused = new Map<string, ReadonlyMap<string, UnusedAction>>();
  const service = (name: string): Verdict => {
    let verdict = services.get(name);
    if (!verdict) services.set(name, (verdict = judgeService(usage, name, limits)));
    return verdict;
  };
  const isIdle =
    // A report leaves out what only a resource's policy grants, so the report alone does not tell.
    usage.madeNoRequest === true &&
    usage.listsGrantedServices === true &&
    [...usage.services.keys()].every((name) => service(name).is === 'unused');
  const action = (of: string, name: string): Verdict =>
    isNeverRecorded(of, name) && !isIdle ? notTracked : judgeAction(usage, of, name, service(of), limits);
  return {
    usage,
    isIdle,
    service,
    action,
    unusedIn(of) {
      let found = unused.get(of);
      if (!found) unused.set(of, (found = findUnused(of, usage, action, catalog)));
      return found;
    },
  };
}

/** Only what some source watched can be unused, which is far less than a service has. */
function findUnused(
  service: string,
  usage: Usage,
  judge: Judge['action'],
  catalog: Catalog,
): ReadonlyMap<string, UnusedAction> {
  const known = catalog.service(service)?.actions;
  const seen = usage.services.get(service)?.actions;
  const watched = usage.watchedActions?.(service).toSorted() ?? [...(known?.keys() ?? []), ...(seen?.keys() ?? [])];
  const found = new Map<string, UnusedAction>();
  for (const key of watched) {
    const name = known?.get(key)?.name ?? seen?.get(key)?.name;
    const verdict = judge(service, key);
    if (name !== undefined && verdict.is === 'unused') found.set(key, { name, verdict });
  }
  return found;
}

function judgeService(usage: Usage, name: string, limits: Limits): Verdict {
  const use = usage.services.get(name);
  const watch = usage.watchesService(name);
  const uses = use ? [use, ...use.actions.values()] : [];
  const verdict = judgeUses(uses, watch, limits);
  return verdict ?? { is: 'unused', last: lastOf(uses), watch: watch as Watch, of: 'service' };
}

/** Whether no source ever shows a use of the action: iam:PassRole is checked inside other calls and not recorded. */
export function isNeverRecorded(service: string, name: string): boolean {
  return name === 'passrole' && service === 'iam';
}

const notTracked: Verdict = { is: 'unknown', reason: 'not-tracked' };
const notJudged: Verdict = { is: 'unknown', reason: 'not-judged' };

function judgeAction(usage: Usage, service: string, name: string, of: Verdict, limits: Limits): Verdict {
  if (of.is === 'unused') return of;
  const use = usage.services.get(service)?.actions.get(name);
  const watch = usage.watchesAction(service, name);
  // Most actions of a wildcard: neither seen nor followed.
  if (!use && !watch) return of.is === 'used' ? notTracked : notJudged;
  const verdict = judgeUses(use ? [use] : [], watch, limits);
  if (!watch && verdict?.is === 'unknown') return of.is === 'used' ? notTracked : notJudged;
  return verdict ?? { is: 'unused', last: use && lastAttempt(use), watch: watch as Watch, of: 'action' };
}

/** Undefined: watched long enough, without a use. */
function judgeUses(uses: readonly Use[], watch: Watch | undefined, limits: Limits): Verdict | undefined {
  const until = watch && watch.to < limits.now ? watch.to : limits.now;
  const recent = (date: Date | undefined): boolean =>
    date !== undefined && daysBetween(date, until) < limits.unusedDays;
  if (uses.some((use) => recent(lastAttempt(use)))) {
    return { is: 'used', deniedOnly: !uses.some(({ lastUsed }) => recent(lastUsed)) };
  }
  return watch && isLongEnough(watch, limits) ? undefined : { is: 'unknown', reason: 'not-judged' };
}

/** Watched for the days asked for, and not so long ago that all of them lie behind the end of the watch. */
export function isLongEnough(watch: Watch, { now, unusedDays }: Limits): boolean {
  return watch.days >= unusedDays && daysBetween(watch.to, now) < unusedDays;
}

function lastOf(uses: readonly Use[]): Date | undefined {
  return uses.map(lastAttempt).reduce((a, b) => (a && b ? (a > b ? a : b) : (a ?? b)), undefined);
}

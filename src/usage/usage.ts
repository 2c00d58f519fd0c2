/**
 * What principals did, whatever source tells it (access advisor, CloudTrail). Two questions are kept apart: was a use
 * seen, and would the source have shown one? Only a yes to the second makes a missing use an unused right.
 */

/** When something was used; all members absent: no use was seen. */
export interface Use {
  /** Last use that succeeded, or an attempt of which the source does not tell how it ended. */
  readonly lastUsed?: Date | undefined;
  /** Last attempt known to be denied. It counts as use: a right somebody reaches for is no right to take away. */
  readonly lastDenied?: Date | undefined;
  readonly count?: number | undefined;
  readonly denied?: number | undefined;
}

export interface ActionUse extends Use {
  /** Without the service's prefix, as AWS writes it. */
  readonly name: string;
}

export interface ServiceUse extends Use {
  /** By lower-case name without prefix. An action that is not here was not seen. */
  readonly actions: ReadonlyMap<string, ActionUse>;
}

/** The days over which a source would have shown a use. */
export interface Watch {
  /** `access-advisor`, `cloudtrail`. */
  readonly source: string;
  readonly from: Date;
  readonly to: Date;
  /** Whole days between them, less what the source is known to lack. */
  readonly days: number;
}

/** The use of one principal (or of all holders of a group or policy). */
export interface Usage {
  /** ARN of the user, group, role or policy; of a role, never of its sessions. */
  readonly arn: string;
  /** One of each source. */
  readonly sources: readonly Watch[];
  /** By lower-case service prefix. A service that is not here was not seen. */
  readonly services: ReadonlyMap<string, ServiceUse>;
  /** For how long no use of the service means there was none; undefined: it means nothing (data events not logged, ...). */
  readonly watchesService: (service: string) => Watch | undefined;
  /** The same for one action, both in lower case. Undefined: the source does not track the action or lists only a part. */
  readonly watchesAction: (service: string, action: string) => Watch | undefined;
  /** The actions of a service that `watchesAction` may answer for, in lower case, where they are few; absent: any. */
  readonly watchedActions?: ((service: string) => readonly string[]) | undefined;
  /** The source lists every service that the principal's policies grant, used or not: what is not listed has no use. */
  readonly listsGrantedServices?: boolean | undefined;
  /** IAM itself says that the principal made no request, whatever policy would have allowed it. */
  readonly madeNoRequest?: boolean | undefined;
  /** Why (a part of) it proves nothing, for people: `the report did not complete`. */
  readonly problems: readonly string[];
}

/** Somewhere usage comes from. */
export interface UsageSource {
  /** `access-advisor`, `cloudtrail`. */
  readonly name: string;
  /** Every ARN something is known of, also ones that the account no longer has. */
  readonly arns: () => Iterable<string>;
  readonly usageOf: (arn: string) => Usage | undefined;
  /** What could not be read, one line each. */
  readonly problems: readonly string[];
}

/** Use as the union of what several sources saw; watched as long as the source that watched longest. */
export function mergeUsages(arn: string, usages: readonly Usage[]): Usage | undefined {
  const [first, ...more] = usages;
  if (!first) return undefined;
  if (more.length === 0 && first.arn === arn) return first;
  const services = new Map<string, ServiceUse>();
  for (const usage of usages)
    for (const [name, use] of usage.services) services.set(name, mergeServices(services.get(name), use));
  return {
    arn,
    sources: usages.flatMap(({ sources }) => sources),
    services,
    watchesService: (service) => longest(usages.map((usage) => usage.watchesService(service))),
    watchesAction: (service, action) => longest(usages.map((usage) => usage.watchesAction(service, action))),
    watchedActions: allWatched(usages),
    listsGrantedServices: usages.some(({ listsGrantedServices }) => listsGrantedServices === true),
    problems: [...new Set(usages.flatMap(({ problems }) => problems))],
  };
}

/**
 * Use as the union over several principals, for what they share. Unlike with several sources of one principal, each of
 * them must have been watched: the shortest watch counts, and one who was not watched at all leaves nothing proved.
 */
export function joinUsages(arn: string, usages: readonly Usage[]): Usage | undefined {
  const merged = mergeUsages(arn, usages);
  if (!merged || usages.length === 1) return merged;
  return {
    ...merged,
    watchesService: (service) => shortest(usages.map((usage) => usage.watchesService(service))),
    watchesAction: (service, action) => shortest(usages.map((usage) => usage.watchesAction(service, action))),
    listsGrantedServices: usages.every(({ listsGrantedServices }) => listsGrantedServices === true),
  };
}

/** Known only when it is known of each. */
function allWatched(usages: readonly Usage[]): Usage['watchedActions'] {
  const lists = usages.flatMap(({ watchedActions }) => watchedActions ?? []);
  if (lists.length < usages.length) return undefined;
  return (service) => [...new Set(lists.flatMap((list) => list(service)))];
}

function mergeServices(a: ServiceUse | undefined, b: ServiceUse): ServiceUse {
  if (!a) return b;
  const actions = new Map(a.actions);
  for (const [name, use] of b.actions) {
    const known = actions.get(name);
    actions.set(name, known ? { ...mergeUse(known, use), name: known.name } : use);
  }
  return { ...mergeUse(a, b), actions };
}

/** Counts are added up although two sources may have seen the same calls: they only tell a person how much there was. */
function mergeUse(a: Use, b: Use): Use {
  return {
    lastUsed: later(a.lastUsed, b.lastUsed),
    lastDenied: later(a.lastDenied, b.lastDenied),
    count: sum(a.count, b.count),
    denied: sum(a.denied, b.denied),
  };
}

/** The later of two dates, of which any may be missing. */
export function later(a: Date | undefined, b: Date | undefined): Date | undefined {
  if (!a || !b) return a ?? b;
  return a >= b ? a : b;
}

function sum(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : a + b;
}

function longest(watches: readonly (Watch | undefined)[]): Watch | undefined {
  return watches.reduce((best, watch) => (watch && (!best || watch.days > best.days) ? watch : best), undefined);
}

function shortest(watches: readonly (Watch | undefined)[]): Watch | undefined {
  const [first, ...more] = watches;
  return more.reduce((least, watch) => (least && watch && watch.days < least.days ? watch : watch && least), first);
}

/** The last sign of the thing, whether it was denied or not. */
export function lastAttempt({ lastUsed, lastDenied }: Use): Date | undefined {
  return later(lastUsed, lastDenied);
}

/** The usage that a ledger of events shows. */
import { isSourceKnown, type EventActions } from '../catalog/cloudtrail-events.ts';
import {
  addTally,
  newTally,
  type Coverage,
  type Entry,
  type Ledger,
  type Row,
  type Tally,
} from './cloudtrail-ledger.ts';
import { accountIn, principalKey } from './cloudtrail-principal.ts';
import { isActionWatched, isServiceWatched, watchAccount, type AccountWatch, type Gaps } from './cloudtrail-watch.ts';
import type { ActionUse, ServiceUse, Usage, UsageSource, Use, Watch } from './usage.ts';

/** What was seen of one kind of event, for people who narrow a statement's Resource. */
export interface EventDetail extends Use {
  /** `s3.amazonaws.com:GetObject`. */
  readonly event: string;
  /** As `s3:GetObject`, the main one first; empty: none, or not known. */
  readonly actions: readonly string[];
  readonly isKnown: boolean;
  readonly firstUsed?: Date | undefined;
  /** ARNs the events named, sorted; some events name none. */
  readonly resources: readonly string[];
  /** ARNs beyond those were named. */
  readonly hasMoreResources: boolean;
}

/** The log of one principal beyond what Usage tells. */
export interface UsageDetails {
  readonly events: readonly EventDetail[];
  /** Calls that AWS services made with the principal's permissions, by service. */
  readonly invokedBy: ReadonlyMap<string, number>;
}

/** Usage from recorded calls. */
export interface RecordedSource extends UsageSource {
  readonly details: (arn: string) => UsageDetails | undefined;
  /** Events of which no action is known, most frequent first; their services count as used as a whole. */
  readonly unmapped: readonly { readonly event: string; readonly count: number }[];
  /** Time span and days with events, by account. */
  readonly accounts: readonly { readonly account: string; readonly watch: Watch | undefined }[];
}

export interface SourceOptions {
  /** As Watch.source names it. */
  readonly name: string;
  readonly now: Date;
  readonly gaps: Gaps;
  readonly problems: readonly string[];
}

/** Makes the source. The ledger must not change any more. */
export function sourceOf(ledger: Ledger, { name, now, gaps, problems }: SourceOptions): RecordedSource {
  const watches = new Map(
    [...ledger.coverages.values()].sort(byAccount).map((coverage) => {
      return [coverage.account, { coverage, ...watchAccount(coverage, { source: name, now, gaps }) }] as const;
    }),
  );
  return {
    name,
    arns: () => [...ledger.entries.values()].map(({ arn }) => arn).sort(),
    usageOf: (arn) => usageOf(arn, ledger.entries.get(principalKey(arn)), watches.get(accountIn(arn))),
    problems: [...problems, ...[...watches.values()].flatMap((watch) => watch.problems)],
    details(arn) {
      const entry = ledger.entries.get(principalKey(arn));
      return entry && { events: [...entry.rows.values()].map(detailOf).sort(byEvent), invokedBy: entry.invokedBy };
    },
    unmapped: countUnmapped(ledger),
    accounts: [...watches].map(([account, { watch }]) => ({ account, watch })),
  };
}

type Watched = AccountWatch & { readonly coverage: Coverage };

/** A user or role of a watched account of which there is no event has usage too: none. */
function usageOf(arn: string, entry: Entry | undefined, watched: Watched | undefined): Usage | undefined {
  const isIdentity = (arn.includes(':role/') && !arn.includes(':role/aws-service-role/')) || arn.includes(':user/');
  if (!entry && !(isIdentity && watched)) return undefined;
  const services = entry ? collectServices(entry.rows.values()) : new Map<string, ServiceUse>();
  const unmapped = new Set([...(entry?.rows.values() ?? [])].flatMap(unknownServices));
  const { watch, coverage } = watched ?? {};
  // An unknown event may also be one of a service whose events have another source than its name.
  const mayHide = (service: string): boolean => unmapped.has(service) || (unmapped.size > 0 && !isSourceKnown(service));
  return {
    arn,
    sources: watch ? [watch] : [],
    services,
    watchesService: (service) =>
      coverage && !mayHide(service) && isServiceWatched(coverage, service) ? watch : undefined,
    watchesAction: (service, action) =>
      coverage && !mayHide(service) && isActionWatched(coverage, service, action) ? watch : undefined,
    problems: [
      ...(watched ? watched.problems : [`account ${accountIn(arn)}: its own log is not among the files`]),
      ...[...unmapped].sort().map((service) => `${service}: has events that are not known; all of it counts as used`),
    ],
  };
}

function unknownServices({ meaning }: Row): readonly string[] {
  return meaning.isKnown ? [] : meaning.services;
}

interface Collected {
  readonly tally: Tally;
  readonly actions: Map<string, { readonly name: string; readonly tally: Tally }>;
}

function collectServices(rows: Iterable<Row>): ReadonlyMap<string, ServiceUse> {
  const services = new Map<string, Collected>();
  for (const row of rows) {
    if (!row.meaning.isKnown) for (const service of row.meaning.services) addTally(at(services, service).tally, row);
    else addKnown(services, row);
  }
  return new Map([...services].map(([name, collected]) => [name, serviceUse(collected)]));
}

/** Only the main action is counted: the others were perhaps checked in the same call, which is reason enough to keep them. */
function addKnown(services: Map<string, Collected>, row: Row): void {
  const counted = new Set<string>();
  row.meaning.actions.forEach((fullName, index) => {
    const colon = fullName.indexOf(':');
    const service = at(services, fullName.slice(0, colon).toLowerCase());
    const name = fullName.slice(colon + 1);
    let action = service.actions.get(name.toLowerCase());
    if (!action) service.actions.set(name.toLowerCase(), (action = { name, tally: newTally() }));
    addTally(action.tally, index === 0 ? row : { ...row, count: 0, denied: 0 });
    const prefix = fullName.slice(0, colon);
    if (!counted.has(prefix)) addTally(service.tally, row);
    counted.add(prefix);
  });
}

function at(services: Map<string, Collected>, name: string): Collected {
  let service = services.get(name);
  if (!service) services.set(name, (service = { tally: newTally(), actions: new Map() }));
  return service;
}

function serviceUse({ tally, actions }: Collected): ServiceUse {
  const uses = [...actions].map(([key, action]) => [key, { name: action.name, ...useOf(action.tally) }] as const);
  return { ...useOf(tally), actions: new Map<string, ActionUse>(uses) };
}

/** Counts of 0 are left out: `may have been used within another call` has a date and no count. */
function useOf({ count, last, denied, lastDenied }: Tally): Use {
  return {
    ...(last !== 0 && { lastUsed: new Date(last) }),
    ...(lastDenied !== 0 && { lastDenied: new Date(lastDenied) }),
    ...(count !== 0 && { count }),
    ...(denied !== 0 && { denied }),
  };
}

function detailOf(row: Row): EventDetail {
  return {
    event: row.event,
    actions: row.meaning.actions,
    isKnown: row.meaning.isKnown,
    ...useOf(row),
    ...(row.first !== 0 && { firstUsed: new Date(row.first) }),
    resources: [...(row.resources ?? [])].sort(),
    hasMoreResources: row.hasMoreResources,
  };
}

function countUnmapped({ entries }: Ledger): readonly { readonly event: string; readonly count: number }[] {
  const counts = new Map<EventActions, { readonly event: string; count: number }>();
  for (const { rows } of entries.values())
    for (const { meaning, event, count, denied } of rows.values())
      if (!meaning.isKnown) {
        const known = counts.get(meaning);
        if (known) known.count += count + denied;
        else counts.set(meaning, { event, count: count + denied });
      }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.event < b.event ? -1 : 1));
}

function byEvent(a: EventDetail, b: EventDetail): number {
  return a.event < b.event ? -1 : a.event > b.event ? 1 : 0;
}

function byAccount(a: Coverage, b: Coverage): number {
  return a.account < b.account ? -1 : 1;
}

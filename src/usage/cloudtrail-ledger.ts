/** Running totals per principal and event: all that is kept of the events, so that memory does not grow with the log. */
import type { EventActions } from '../catalog/cloudtrail-events.ts';
import { accountIn, principalKey } from './cloudtrail-principal.ts';

/** How often and when; times in milliseconds, 0 for never. */
export interface Tally {
  count: number;
  first: number;
  last: number;
  denied: number;
  lastDenied: number;
}

/** One kind of event by one principal. */
export interface Row extends Tally {
  /** `s3.amazonaws.com:GetObject`. */
  readonly event: string;
  readonly meaning: EventActions;
  /** ARNs the events named, up to `mostResources`. */
  resources: Set<string> | undefined;
  /** ARNs beyond those were named. */
  hasMoreResources: boolean;
}

/** One principal's totals. */
export interface Entry {
  readonly arn: string;
  readonly account: string;
  readonly rows: Map<EventActions, Row>;
  /** Calls that an AWS service made with the principal's permissions, by service. */
  readonly invokedBy: Map<string, number>;
}

/** What is known of the log of one account: over which time, and what of it. */
export interface Coverage {
  readonly account: string;
  first: number;
  last: number;
  /** Days since 1970 with at least one event. */
  readonly days: Set<number>;
  readonly regions: Set<string>;
  readonly eventSources: Set<string>;
  reads: number;
  writes: number;
}

/** Entries by principal key, coverage by account. */
export interface Ledger {
  readonly entries: Map<string, Entry>;
  readonly coverages: Map<string, Coverage>;
}

const mostResources = 20;
export const dayMs = 86_400_000;

export function newLedger(): Ledger {
  return { entries: new Map(), coverages: new Map() };
}

/** The principal's entry. An ARN with the role's path is better than one without, whichever comes first. */
export function entryOf(ledger: Ledger, arn: string): Entry {
  const key = principalKey(arn);
  const known = ledger.entries.get(key);
  if (known && known.arn.length >= arn.length) return known;
  const entry: Entry = known
    ? { ...known, arn }
    : { arn, account: accountIn(arn), rows: new Map(), invokedBy: new Map() };
  ledger.entries.set(key, entry);
  return entry;
}

export function rowOf(entry: Entry, meaning: EventActions, event: string): Row {
  let row = entry.rows.get(meaning);
  if (!row) {
    row = { event, meaning, ...newTally(), resources: undefined, hasMoreResources: false };
    entry.rows.set(meaning, row);
  }
  return row;
}

export function newTally(): Tally {
  return { count: 0, first: 0, last: 0, denied: 0, lastDenied: 0 };
}

export function noteResource(row: Row, arn: string): void {
  if (row.hasMoreResources) return;
  row.resources ??= new Set();
  if (row.resources.size < mostResources) row.resources.add(arn);
  else row.hasMoreResources = !row.resources.has(arn);
}

export function coverageOf(ledger: Ledger, account: string): Coverage {
  let coverage = ledger.coverages.get(account);
  if (!coverage) {
    const sets = { days: new Set<number>(), regions: new Set<string>(), eventSources: new Set<string>() };
    coverage = { account, first: 0, last: 0, ...sets, reads: 0, writes: 0 };
    ledger.coverages.set(account, coverage);
  }
  return coverage;
}

/** Adds the totals of `from` to `into`. */
export function addTally(into: Tally, from: Tally): void {
  into.count += from.count;
  into.denied += from.denied;
  if (from.first !== 0 && (into.first === 0 || from.first < into.first)) into.first = from.first;
  if (from.last > into.last) into.last = from.last;
  if (from.lastDenied > into.lastDenied) into.lastDenied = from.lastDenied;
}

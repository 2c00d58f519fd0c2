/** Usage from CloudTrail events, added file by file: only totals per principal and event are kept. */
import { isMembers } from '../account/shape.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { actionsOfEvent, type EventActions } from '../catalog/cloudtrail-events.ts';
import { eachResource, invokerOf, isDenial, isName, isNoCall, timeOf, type RawEvent } from './cloudtrail-event.ts';
import {
  coverageOf,
  dayMs,
  entryOf,
  newLedger,
  noteResource,
  rowOf,
  type Coverage,
  type Entry,
  type Ledger,
} from './cloudtrail-ledger.ts';
import { accountIn, callerArn, holderOf, type NoPrincipal } from './cloudtrail-principal.ts';
import { readPieces } from './cloudtrail-pieces.ts';
import { sourceOf, type RecordedSource } from './cloudtrail-source.ts';

export interface CloudTrailOptions {
  readonly catalog: Catalog;
  /** When the question "since when unused" is asked: the run, or the snapshot. */
  readonly now: Date;
  /** Only principals of this account; events of others are counted and said. */
  readonly account?: string | undefined;
}

export interface CloudTrailReader {
  /** Adds the events of one file that is no longer compressed. */
  addFile(file: string, bytes: Uint8Array): void;
  /** A file that could not be read, and why: what it held counts as missing. */
  addBroken(file: string, reason: string): void;
  /** The usage so far; nothing may be added after it. */
  finish(): RecordedSource;
}

/** Starts reading; memory grows with principals and kinds of events, not with events. */
export function readCloudTrail({ catalog, now, account }: CloudTrailOptions): CloudTrailReader {
  const state: State = {
    account,
    latest: now.getTime() + dayMs,
    ledger: newLedger(),
    meaningOf: rememberMeanings(catalog),
    isDenied: rememberDenials(),
    principals: new Map(),
    coverage: undefined,
    gaps: { days: new Set(), isUnbounded: false },
    files: [],
    left: { unreadable: 0, future: 0, ignored: new Map(), others: new Map() },
  };
  return {
    addFile: (file, bytes) => {
      addFile(state, file, bytes);
    },
    addBroken: (file, reason) => {
      addBroken(state, file, reason);
    },
    finish: () =>
      sourceOf(state.ledger, { name: 'cloudtrail', now, gaps: state.gaps, problems: describeProblems(state) }),
  };
}

interface State {
  readonly account: string | undefined;
  /** Later times are no times of a log. */
  readonly latest: number;
  readonly ledger: Ledger;
  readonly meaningOf: (eventSource: string, eventName: string) => Meaning;
  readonly isDenied: (errorCode: unknown) => boolean;
  /** By ARN as the events have it. */
  readonly principals: Map<string, Entry | Skipped>;
  /** Of the account of the event before. */
  coverage: Coverage | undefined;
  readonly gaps: { readonly days: Set<number>; isUnbounded: boolean };
  /** Files that were skipped, and why. */
  readonly files: string[];
  readonly left: {
    unreadable: number;
    future: number;
    readonly ignored: Map<NoPrincipal, number>;
    readonly others: Map<string, number>;
  };
}

function addFile(state: State, file: string, bytes: Uint8Array): void {
  let unreadable = 0;
  for (const records of readPieces(bytes)) {
    if ('reason' in records) {
      if (records.isForeign) state.files.push(`${file} ${records.reason}; skipped`);
      else addBroken(state, file, records.reason);
      return;
    }
    for (const event of records.events)
      if (isMembers(event)) addEvent(state, event);
      else state.left.unreadable += 1;
    unreadable += records.unreadable;
  }
  if (unreadable > 0)
    addBroken(state, file, `has ${count(unreadable, 'line')} that ${unreadable === 1 ? 'is' : 'are'} no valid JSON`);
}

function addBroken({ files, gaps }: State, file: string, reason: string): void {
  files.push(`${file} ${reason}`);
  const day = dayInName(file);
  if (day === undefined) gaps.isUnbounded = true;
  else gaps.days.add(day);
}

function addEvent(state: State, event: RawEvent): void {
  const { eventSource, eventName } = event;
  const time = timeOf(event.eventTime);
  if (time === undefined || !isName(eventSource) || !isName(eventName)) {
    state.left.unreadable += 1;
    return;
  }
  if (isNoCall(event)) return;
  if (time > state.latest) state.left.future += 1;
  else cover(state, event, time, eventSource);
  const entry = principalOf(state, event.userIdentity);
  if (entry) addCall(state, entry, event, time, state.meaningOf(eventSource, eventName));
}

function cover(state: State, event: RawEvent, time: number, eventSource: string): void {
  const { recipientAccountId: owner, awsRegion, readOnly } = event;
  if (typeof owner !== 'string' || (state.account !== undefined && owner !== state.account)) return;
  let coverage = state.coverage;
  if (coverage?.account !== owner) coverage = state.coverage = coverageOf(state.ledger, owner);
  if (coverage.first === 0 || time < coverage.first) coverage.first = time;
  if (time > coverage.last) coverage.last = time;
  coverage.days.add(Math.floor(time / dayMs));
  coverage.eventSources.add(eventSource);
  if (isName(awsRegion)) coverage.regions.add(awsRegion);
  if (readOnly === false || readOnly === 'false') coverage.writes += 1;
  else if (readOnly === true || readOnly === 'true') coverage.reads += 1;
}

/** Events that are not counted for anybody here, and where they are counted as left out. */
interface Skipped {
  readonly leaveOut: () => void;
}

function principalOf(state: State, userIdentity: unknown): Entry | undefined {
  const arn = callerArn(userIdentity);
  if (typeof arn !== 'string') {
    increment(state.left.ignored, arn.none);
    return undefined;
  }
  let known = state.principals.get(arn);
  if (!known) {
    known = findPrincipal(state, arn);
    // A session has a new ARN every time; only the events that do not name its role have nothing better.
    if (!arn.includes(':assumed-role/')) state.principals.set(arn, known);
  }
  if ('rows' in known) return known;
  known.leaveOut();
  return undefined;
}

function findPrincipal({ ledger, left, account }: State, arn: string): Entry | Skipped {
  const holder = holderOf(arn);
  if (typeof holder !== 'string') {
    return {
      leaveOut: () => {
        increment(left.ignored, holder.none);
      },
    };
  }
  const owner = accountIn(holder);
  if (account === undefined || owner === account) return entryOf(ledger, holder);
  return {
    leaveOut: () => {
      increment(left.others, owner);
    },
  };
}

function addCall(state: State, entry: Entry, event: RawEvent, time: number, { meaning, name }: Meaning): void {
  const row = rowOf(entry, meaning, name);
  if (row.first === 0 || time < row.first) row.first = time;
  if (state.isDenied(event.errorCode)) {
    row.denied += 1;
    if (time > row.lastDenied) row.lastDenied = time;
  } else {
    row.count += 1;
    if (time > row.last) row.last = time;
  }
  eachResource(event, (arn) => {
    noteResource(row, arn);
  });
  const service = invokerOf(event);
  if (service !== undefined) increment(entry.invokedBy, service);
}

interface Meaning {
  readonly meaning: EventActions;
  /** `s3.amazonaws.com:GetObject`. */
  readonly name: string;
}

/** The same few thousand events come back in millions. */
function rememberMeanings(catalog: Catalog): State['meaningOf'] {
  const sources = new Map<string, Map<string, Meaning>>();
  return (eventSource, eventName) => {
    let names = sources.get(eventSource);
    if (!names) sources.set(eventSource, (names = new Map<string, Meaning>()));
    let meaning = names.get(eventName);
    if (!meaning) {
      meaning = { meaning: actionsOfEvent(catalog, eventSource, eventName), name: `${eventSource}:${eventName}` };
      names.set(eventName, meaning);
    }
    return meaning;
  };
}

function rememberDenials(): State['isDenied'] {
  const known = new Map<string, boolean>();
  return (errorCode) => {
    if (!isName(errorCode)) return false;
    let answer = known.get(errorCode);
    if (answer === undefined) known.set(errorCode, (answer = isDenial(errorCode)));
    return answer;
  };
}

const mostFiles = 20;

function describeProblems({ files, left }: State): readonly string[] {
  const problems = files.slice(0, mostFiles);
  if (files.length > mostFiles) problems.push(`${files.length - mostFiles} more files that could not be used`);
  const nameless = left.ignored.get('unreadable') ?? 0;
  if (left.unreadable > 0) problems.push(`${count(left.unreadable, 'event')} without a readable time or name left out`);
  if (nameless > 0) problems.push(`${count(nameless, 'event')} without a readable identity left out`);
  if (left.future > 0)
    problems.push(`${count(left.future, 'event')} of more than a day after now: is the clock right?`);
  for (const [owner, calls] of [...left.others].sort(([a], [b]) => (a < b ? -1 : 1)))
    problems.push(`${count(calls, 'event')} by principals of account ${owner} left out`);
  return problems;
}

function increment<T>(counts: Map<T, number>, key: T): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

const dated = /_CloudTrail_[a-z0-9-]{1,40}_(\d{4})(\d\d)(\d\d)T\d{4}Z_/;

/** The day in a log file's name, `111122223333_CloudTrail_us-east-1_20260801T0005Z_x.json.gz`. */
function dayInName(file: string): number | undefined {
  const [, year, month, day] = dated.exec(file) ?? [];
  return day === undefined ? undefined : Math.floor(Date.UTC(Number(year), Number(month) - 1, Number(day)) / dayMs);
}

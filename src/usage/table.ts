/**
 * Usage as a small table, for what an organisation's logs say: one query over the logs makes it, where they are. Columns
 * (or JSON members): principal, action, last, and if known count, first, denied, last_denied. A row whose principal is
 * an account's id and whose action is `*` tells the time the log covers: first, last, and as count the days with events.
 */
import { parseCsv } from '../account/csv.ts';
import { isMembers, oneLine } from '../account/shape.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { actionsOfEvent, type EventActions } from '../catalog/cloudtrail-events.ts';
import { InputError } from '../errors.ts';
import {
  addTally,
  coverageOf,
  dayMs,
  entryOf,
  newLedger,
  rowOf,
  type Ledger,
  type Tally,
} from './cloudtrail-ledger.ts';
import { accountIn, holderOf } from './cloudtrail-principal.ts';
import { sourceOf, type RecordedSource } from './cloudtrail-source.ts';

export interface TableOptions {
  /** As messages name it. */
  readonly file: string;
  readonly catalog: Catalog;
  readonly now: Date;
  /** Only principals of this account; rows of others are counted and said. */
  readonly account?: string | undefined;
}

/** Reads a CSV or JSON table. A row that cannot be read is an InputError: it may be the one that shows a use. */
export function readUsageTable(text: string, { file, catalog, now, account }: TableOptions): RecordedSource {
  const start = text.trimStart();
  const cells = start.startsWith('[') || start.startsWith('{') ? jsonRows(text, file) : csvRows(text, file);
  const ledger = newLedger();
  const meaningOf = rememberMeanings(catalog);
  let others = 0;
  let nameless = 0;
  for (const cell of cells) {
    const row = readRow(cell);
    const holder = row.isCoverage ? row.principal : holderOf(row.principal);
    const owner = row.isCoverage ? row.principal : typeof holder === 'string' ? accountIn(holder) : '';
    if (typeof holder !== 'string') nameless += 1;
    else if (account !== undefined && owner !== account) others += 1;
    else if (row.isCoverage) addCoverage(ledger, row);
    else addTally(rowOf(entryOf(ledger, holder), meaningOf(row.action), row.action), row.tally);
  }
  noteSources(ledger);
  return sourceOf(ledger, {
    name: 'usage-table',
    now,
    gaps: { days: new Set(), isUnbounded: false },
    problems: [
      ...(ledger.coverages.size === 0
        ? [`${file} has no row of the time it covers, so it proves no right unused`]
        : []),
      ...(others > 0 ? [`${file}: rows of other accounts left out: ${others}`] : []),
      ...(nameless > 0 ? [`${file}: rows whose principal is no user or role left out: ${nameless}`] : []),
    ],
  });
}

/** One row as it stands, and how to complain about it. */
interface Cells {
  readonly get: (column: Column) => string;
  readonly fail: (reason: string) => never;
}

type Column = 'principal' | 'action' | 'last' | 'count' | 'first' | 'denied' | 'last_denied';

function csvRows(text: string, file: string): readonly Cells[] {
  const rows = parseCsv(text);
  if (!rows) throw new InputError(`${file} is no CSV table: a quoted field never ends`);
  const header = (rows[0] ?? []).map((name) => name.trim().toLowerCase());
  for (const needed of ['principal', 'action', 'last'])
    if (!header.includes(needed)) throw new InputError(`${file}: line 1: there is no column ${needed}`);
  let line = 1 + lineBreaks(rows[0] ?? []);
  return rows.slice(1).map((row) => {
    line += 1;
    const at = line;
    line += lineBreaks(row);
    const fail = (reason: string): never => {
      throw new InputError(`${file}: line ${at}: ${reason}`);
    };
    if (row.length !== header.length) fail(`${row.length} fields where the header has ${header.length}`);
    return { get: (column) => row[header.indexOf(column)]?.trim() ?? '', fail };
  });
}

function lineBreaks(row: readonly string[]): number {
  return row.reduce((sum, field) => sum + field.split('\n').length - 1, 0);
}

function jsonRows(text: string, file: string): readonly Cells[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new InputError(`${file} is no valid JSON`);
  }
  const rows: unknown = isMembers(value) ? value['rows'] : value;
  if (!Array.isArray(rows)) throw new InputError(`${file} is no usage table: it has no list of rows`);
  return (rows as readonly unknown[]).map((row, index) => {
    const fail = (reason: string): never => {
      throw new InputError(`${file}: row ${index + 1}: ${reason}`);
    };
    return { get: (column) => jsonCell(row, column, fail), fail };
  });
}

function jsonCell(row: unknown, column: Column, fail: (reason: string) => never): string {
  if (!isMembers(row)) return fail('it is no object');
  const value = Object.hasOwn(row, column) ? row[column] : undefined;
  if (value === undefined || value === null) return '';
  return typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : fail(`${column} is no text or number`);
}

interface TableRow {
  readonly principal: string;
  readonly action: string;
  readonly tally: Tally;
  readonly isCoverage: boolean;
}

function readRow(cells: Cells): TableRow {
  const { get, fail } = cells;
  const principal = get('principal');
  const action = get('action');
  const isCoverage = /^\d{12}$/.test(principal);
  if (principal === '') fail('the principal is empty');
  if (isCoverage ? action !== '*' : !/^[\w.-]{1,128}:[\w*./-]{1,256}$/.test(action))
    fail(`"${oneLine(action)}" is no action such as s3:GetObject or s3.amazonaws.com:GetObject`);
  const last = timeIn(cells, 'last', '23:59:59');
  const lastDenied = timeIn(cells, 'last_denied', '23:59:59');
  if (last === 0 && lastDenied === 0) fail('there is neither a last use nor a last denial');
  const tally = {
    count: numberIn(cells, 'count'),
    first: timeIn(cells, 'first', '00:00:00'),
    last,
    denied: numberIn(cells, 'denied'),
    lastDenied,
  };
  if (isCoverage && (tally.first === 0 || tally.count === 0)) fail('the time an account covers needs first and count');
  return { principal, action, tally, isCoverage };
}

function numberIn({ get, fail }: Cells, column: Column): number {
  const text = get(column);
  return text === '' || /^\d{1,15}$/.test(text) ? Number(text) : fail(`${column} is no whole number`);
}

const isoTime = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d)(?:\.\d{1,9})?)?(?: ?(Z|UTC|[+-]\d\d:\d\d))?$/;

/** ISO 8601, or as Athena prints a timestamp; UTC when no zone is named. A day alone is the whole day. */
function timeIn({ get, fail }: Cells, column: Column, timeOfDay: string): number {
  const text = get(column);
  if (text === '') return 0;
  const [, day, time = timeOfDay, zone = 'Z'] = isoTime.exec(text) ?? [];
  const value = day === undefined ? NaN : Date.parse(`${day}T${time}${zone === 'UTC' ? 'Z' : zone}`);
  return Number.isNaN(value) || value <= 0 ? fail(`${column} is no time such as 2026-08-01T12:00:00Z`) : value;
}

/** A `*` says that something of the service was used, which is as good as everything. */
function rememberMeanings(catalog: Catalog): (action: string) => EventActions {
  const known = new Map<string, EventActions>();
  return (action) => {
    let meaning = known.get(action);
    if (!meaning) known.set(action, (meaning = meaningOf(catalog, action)));
    return meaning;
  };
}

function meaningOf(catalog: Catalog, action: string): EventActions {
  const [service = '', name = ''] = action.split(':');
  if (service.includes('.')) return actionsOfEvent(catalog, service, name);
  const info = catalog.action(action);
  if (info) return { services: [info.service], actions: [`${info.service}:${info.name}`], isKnown: true };
  return {
    services: [service.toLowerCase()],
    actions: name.includes('*') ? [] : [action],
    isKnown: !name.includes('*'),
  };
}

/** The table tells how many days had events, not which: they are laid at the end of the time span. */
function addCoverage(ledger: Ledger, { principal, tally }: TableRow): void {
  const coverage = coverageOf(ledger, principal);
  coverage.first = tally.first;
  coverage.last = tally.last;
  const lastDay = Math.floor(tally.last / dayMs);
  const days = Math.min(tally.count, lastDay - Math.floor(tally.first / dayMs) + 1);
  for (let day = 0; day < days; day++) coverage.days.add(lastDay - day);
  coverage.reads = 1;
  coverage.writes = 1;
}

/** Which services the log has at all: a trail may leave out those of KMS. */
function noteSources(ledger: Ledger): void {
  for (const { account, rows } of ledger.entries.values()) {
    const coverage = ledger.coverages.get(account);
    for (const { meaning } of rows.values())
      for (const service of meaning.services) coverage?.eventSources.add(`${service}.amazonaws.com`);
  }
}

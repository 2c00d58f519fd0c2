/**
 * The credential report. Columns go by their header; AWS adds some from time to time.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 */
import { parseCsv } from './csv.ts';
import type { AccessKeyRow, CredentialRow } from './model.ts';
import { oneLine, parseTime, type Read } from './shape.ts';

export interface CredentialReport {
  readonly root?: CredentialRow;
  readonly users: ReadonlyMap<string, CredentialRow>;
  /** Rows that could not be read, with the reason. */
  readonly problems: readonly string[];
}

/** Columns whose absence would read as "no" or "never"; a report without one of them proves nothing. */
const required = [
  'user', 'arn', 'password_enabled', 'password_last_used', 'mfa_active',
  'access_key_1_active', 'access_key_1_last_rotated', 'access_key_1_last_used_date',
  'access_key_2_active', 'access_key_2_last_rotated', 'access_key_2_last_used_date',
]; // prettier-ignore

/** What stands in a cell in place of a date. */
const dateless = new Set(['', 'n/a', 'no_information', 'not_supported']);

/** Reads the decoded CSV text. */
export function readCredentialReport(csv: unknown): Read<CredentialReport> {
  if (typeof csv !== 'string') return { reason: 'is no text' };
  const rows = parseCsv(csv);
  if (!rows) return { reason: 'is no CSV: a quote is never closed' };
  const header = (rows[0] ?? []).map((name) => name.trim().toLowerCase());
  const absent = required.filter((name) => !header.includes(name));
  if (absent.length === required.length) return { reason: 'is no credential report: its columns are missing' };
  if (absent.length > 0) return { reason: `lacks the column${absent.length > 1 ? 's' : ''} ${absent.join(', ')}` };
  return { value: collectRows(header, rows.slice(1)) };
}

function collectRows(header: readonly string[], rows: readonly string[][]): CredentialReport {
  const users = new Map<string, CredentialRow>();
  const problems: string[] = [];
  for (const cells of rows) {
    const row = readRow(new Map(header.map((name, index) => [name, cells[index] ?? ''])));
    if ('reason' in row) problems.push(`credentialReport: row ${oneLine(cells[0] ?? '')} left out: ${row.reason}`);
    else if (!users.has(row.value.user)) users.set(row.value.user, row.value);
  }
  const root = users.get('<root_account>');
  users.delete('<root_account>');
  return { ...(root && { root }), users, problems };
}

type Cells = ReadonlyMap<string, string>;

/** A cell that is neither of the documented values makes the whole row unreadable: half a row would pass in silence. */
function readRow(cells: Cells): Read<CredentialRow> {
  const bad = unreadableColumn(cells);
  if (bad !== undefined) return { reason: `${bad} has an unexpected value` };
  const created = timeIn(cells, 'user_creation_time');
  const passwordLastUsed = timeIn(cells, 'password_last_used');
  const passwordLastChanged = timeIn(cells, 'password_last_changed');
  return {
    value: {
      user: textIn(cells, 'user'),
      arn: textIn(cells, 'arn'),
      ...(created && { created }),
      passwordEnabled: flagIn(cells, 'password_enabled'),
      passwordLastUsedText: textIn(cells, 'password_last_used'),
      ...(passwordLastUsed && { passwordLastUsed }),
      ...(passwordLastChanged && { passwordLastChanged }),
      mfaActive: flagIn(cells, 'mfa_active') === true,
      keys: [readKey(cells, 1), readKey(cells, 2)],
      certActive: [flagIn(cells, 'cert_1_active') === true, flagIn(cells, 'cert_2_active') === true],
    },
  };
}

function readKey(cells: Cells, number: 1 | 2): AccessKeyRow {
  const lastRotated = timeIn(cells, `access_key_${number}_last_rotated`);
  const lastUsed = timeIn(cells, `access_key_${number}_last_used_date`);
  const service = textIn(cells, `access_key_${number}_last_used_service`);
  return {
    number,
    active: flagIn(cells, `access_key_${number}_active`) === true,
    ...(lastRotated && { lastRotated }),
    ...(lastUsed && { lastUsed }),
    ...(!dateless.has(service.toLowerCase()) && { lastUsedService: service }),
  };
}

const flags = ['mfa_active', 'access_key_1_active', 'access_key_2_active'];

function unreadableColumn(cells: Cells): string | undefined {
  if (textIn(cells, 'user') === '') return 'user';
  if (flagIn(cells, 'password_enabled') === undefined && textIn(cells, 'password_enabled') !== 'not_supported') {
    return 'password_enabled';
  }
  const flag = flags.find((name) => flagIn(cells, name) === undefined);
  if (flag !== undefined) return flag;
  const dates = required.filter((name) => /_(?:used|rotated|used_date)$/.test(name));
  return dates.find((name) => timeIn(cells, name) === undefined && !isDateless(cells, name));
}

function isDateless(cells: Cells, name: string): boolean {
  return dateless.has(textIn(cells, name).toLowerCase());
}

function textIn(cells: Cells, name: string): string {
  return (cells.get(name) ?? '').trim();
}

function timeIn(cells: Cells, name: string): Date | undefined {
  return parseTime(textIn(cells, name));
}

/** The guide writes TRUE, the report itself true. */
function flagIn(cells: Cells, name: string): boolean | undefined {
  const text = textIn(cells, name).toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

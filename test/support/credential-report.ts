/** A credential report as AWS writes it: 22 columns, root first. */

export const columns = [
  'user', 'arn', 'user_creation_time', 'password_enabled', 'password_last_used', 'password_last_changed',
  'password_next_rotation', 'mfa_active', 'access_key_1_active', 'access_key_1_last_rotated',
  'access_key_1_last_used_date', 'access_key_1_last_used_region', 'access_key_1_last_used_service',
  'access_key_2_active', 'access_key_2_last_rotated', 'access_key_2_last_used_date', 'access_key_2_last_used_region',
  'access_key_2_last_used_service', 'cert_1_active', 'cert_1_last_rotated', 'cert_2_active', 'cert_2_last_rotated',
] as const; // prettier-ignore

export type Column = (typeof columns)[number];

/** Cells by column; `2026-10-30` stands for midnight of that day. */
export type Row = Readonly<Partial<Record<Column, string>>>;

const flags = [
  'password_enabled',
  'mfa_active',
  'access_key_1_active',
  'access_key_2_active',
  'cert_1_active',
  'cert_2_active',
];

export interface UserRow {
  readonly name: string;
  readonly arn: string;
  readonly created: string;
  readonly row: Row | undefined;
}

/** The CSV text: a root with a password and MFA and nothing else, and users without any credential, unless told otherwise. */
export function credentialReport(accountId: string, rootRow: Row, users: readonly UserRow[]): string {
  const root = {
    user: '<root_account>',
    arn: `arn:aws:iam::${accountId}:root`,
    user_creation_time: '2024-01-01T00:00:00+00:00',
    password_enabled: 'not_supported',
    password_last_used: 'no_information',
    password_last_changed: 'not_supported',
    password_next_rotation: 'not_supported',
    mfa_active: 'true',
    ...credentialCells(rootRow),
    ...rootRow,
  };
  const lines = users.map(({ name, arn, created, row }) =>
    lineOf({ user: name, arn, user_creation_time: created, ...credentialCells(row), ...row }),
  );
  return [columns.join(','), lineOf(root), ...lines].join('\n');
}

/** What AWS writes beside a password and a key: when they were made (keys lately), and that they were not used yet. */
function credentialCells(row: Row = {}): Row {
  return {
    ...(row.password_enabled === 'true' && {
      password_last_used: 'no_information',
      password_last_changed: '2024-01-01',
    }),
    ...(row.access_key_1_active === 'true' && { access_key_1_last_rotated: '2026-10-15' }),
    ...(row.access_key_2_active === 'true' && { access_key_2_last_rotated: '2026-10-15' }),
  };
}

function lineOf(row: Row): string {
  return columns.map((column) => cellOf(row[column] ?? (flags.includes(column) ? 'false' : 'N/A'))).join(',');
}

function cellOf(text: string): string {
  const cell = /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00+00:00` : text;
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

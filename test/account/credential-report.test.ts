import { describe, expect, test } from 'vitest';
import { parseCsv } from '../../src/account/csv.ts';
import { readCredentialReport } from '../../src/account/credential-report.ts';
import { columns, credentialReport, type Row } from '../support/credential-report.ts';

const csv = (row: Row, root: Row = {}) =>
  credentialReport('111122223333', root, [
    { name: 'ana', arn: 'arn:aws:iam::111122223333:user/ana', created: '2024-01-01', row },
  ]);

function read(text: unknown) {
  const result = readCredentialReport(text);
  if ('reason' in result) throw new Error(result.reason);
  return result.value;
}

describe('rows', () => {
  test('of the root user', () => {
    expect(read(csv({}, { access_key_1_active: 'true', access_key_1_last_rotated: '2025-01-01', password_last_used: '2026-10-30' })).root).toMatchObject({
      user: '<root_account>',
      passwordEnabled: undefined,
      passwordLastUsedText: '2026-10-30T00:00:00+00:00',
      passwordLastUsed: new Date('2026-10-30T00:00:00Z'),
      mfaActive: true,
      keys: [{ number: 1, active: true, lastRotated: new Date('2025-01-01T00:00:00Z') }, { number: 2, active: false }],
      certActive: [false, false],
    }); // prettier-ignore
  });

  test('of a user', () => {
    const { users } = read(
      csv({
        password_enabled: 'TRUE',
        mfa_active: 'FALSE',
        access_key_2_active: 'true',
        access_key_2_last_used_date: '2026-10-01',
        access_key_2_last_used_service: 's3',
        cert_2_active: 'true',
      }),
    );
    expect([...users.keys()]).toEqual(['ana']);
    const row = users.get('ana')!;
    expect(row).toMatchObject({ passwordEnabled: true, mfaActive: false, certActive: [false, true] });
    expect(row.keys[1]).toEqual({
      number: 2,
      active: true,
      lastRotated: new Date('2026-10-15T00:00:00Z'),
      lastUsed: new Date('2026-10-01T00:00:00Z'),
      lastUsedService: 's3',
    });
    expect(row.keys[0]).toEqual({ number: 1, active: false });
    expect(row.passwordLastUsed).toBeUndefined();
  });

  test.each(['no_information', 'N/A', 'not_supported', ''])('%j is no date', (text) => {
    const row = read(csv({ password_enabled: 'true', password_last_used: text })).users.get('ana')!;
    expect(row.passwordLastUsed).toBeUndefined();
    expect(row.passwordLastUsedText).toBe(text);
  });

  test.each([
    ['password_last_used', 'yesterday'],
    ['access_key_1_last_used_date', '1/2/2026 0:00'],
    ['mfa_active', 'perhaps'],
    ['access_key_2_active', ''],
  ] as const)('%s %j makes the row unreadable rather than clean', (column, text) => {
    const { users, problems } = read(csv({ [column]: text }));
    expect(users.size).toBe(0);
    expect(problems).toEqual([`credentialReport: row ana left out: ${column} has an unexpected value`]);
  });

  test('a short row is unreadable', () => {
    const { problems } = read(`${columns.join(',')}\nbo,arn`);
    expect(problems).toEqual(['credentialReport: row bo left out: password_enabled has an unexpected value']);
  });
});

describe('columns', () => {
  test('in another order, with more of them, with quotes, CRLF and a byte order mark', () => {
    const table = parseCsv(csv({ mfa_active: 'true' }))!.map((cells, index) => [
      index === 0 ? 'additional_credentials_info' : 'a,"b"',
      ...cells.toReversed(),
    ]);
    const text = table.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');
    expect(read(`\uFEFF${text}\r\n`).users.get('ana')).toMatchObject({ user: 'ana', mfaActive: true });
  });

  test.each([
    ['a missing column', csv({}).replace('mfa_active', 'mfa'), 'lacks the column mfa_active'],
    [
      'two missing columns',
      csv({}).replaceAll('_last_used_date', '_x'),
      'lacks the columns access_key_1_last_used_date, access_key_2_last_used_date',
    ],
    ['another table', 'a,b\n1,2', 'is no credential report: its columns are missing'],
    ['nothing', '', 'is no credential report: its columns are missing'],
    ['an open quote', `${csv({})}\n"x`, 'is no CSV: a quote is never closed'],
    ['no text', { Content: 'x' }, 'is no text'],
  ])('%s', (_, text, reason) => {
    expect(readCredentialReport(text)).toEqual({ reason });
  });
});

describe('parseCsv', () => {
  test.each([
    ['a,b\nc,d', [['a', 'b'], ['c', 'd']]],
    ['a,\n,b\n', [['a', ''], ['', 'b']]],
    ['a,', [['a', '']]],
    ['"a\nb","c""d"\r\ne,f', [['a\nb', 'c"d'], ['e', 'f']]],
    ['"a"x,b', [['ax', 'b']]],
    ['\n\na,b', [['a', 'b']]],
    ['', []],
  ])('%j', (text, rows) => {
    expect(parseCsv(text)).toEqual(rows);
  }); // prettier-ignore

  test('long input takes linear time', () => {
    expect(parseCsv('"'.repeat(1_000_001))).toBeUndefined();
    expect(parseCsv(`${'a,'.repeat(500_000)}\n`)).toHaveLength(1);
  });
});

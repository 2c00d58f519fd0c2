import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/iam-data.ts';
import { readUsageTable, type TableOptions } from '../../src/usage/table.ts';
import type { RecordedSource } from '../../src/usage/cloudtrail-source.ts';

const catalog = openCatalog();
const options: TableOptions = { file: 'usage.csv', catalog, now: new Date('2026-11-09T00:00:00Z') };
const role = 'arn:aws:iam::111122223333:role/app';
const covered = '111122223333,*,2026-11-08T20:00:00Z,100,2026-08-01T00:00:00Z,,\n';
const header = 'principal,action,last,count,first,denied,last_denied\n';

const read = (text: string, more: Partial<TableOptions> = {}): RecordedSource =>
  readUsageTable(text, { ...options, ...more });

describe('readUsageTable', () => {
  it('reads actions and event names', () => {
    const source = read(
      `${header}${covered}${role},s3:getobject,2026-11-01T10:00:00Z,7,2026-09-01T00:00:00Z,2,2026-11-02T00:00:00Z\n` +
        `${role},lambda.amazonaws.com:Invoke,2026-11-03T00:00:00Z,1,,,\n`,
    );
    const usage = source.usageOf(role);
    expect(usage?.services.get('s3')?.actions.get('getobject')).toEqual({
      name: 'GetObject',
      lastUsed: new Date('2026-11-01T10:00:00Z'),
      lastDenied: new Date('2026-11-02T00:00:00Z'),
      count: 7,
      denied: 2,
    });
    expect(usage?.services.get('lambda')?.actions.has('invokefunction')).toBe(true);
    expect(source.problems).toEqual([]);
  });

  it('watches for the days that the row of the account tells', () => {
    const usage = read(header + covered).usageOf(role);
    expect(usage?.watchesAction('ec2', 'stopinstances')).toEqual({
      source: 'usage-table',
      from: new Date('2026-08-01T00:00:00Z'),
      to: new Date('2026-11-08T20:00:00Z'),
      days: 100,
    });
    expect(usage?.watchesAction('s3', 'getobject')).toBeUndefined();
    expect(usage?.watchesAction('kms', 'decrypt')).toBeUndefined();
  });

  it('proves nothing without that row, and says so', () => {
    const source = read(`principal,action,last\n${role},ec2:StopInstances,2026-11-01\n`);
    expect(source.usageOf(role)?.watchesAction('ec2', 'startinstances')).toBeUndefined();
    expect(source.problems).toEqual(['usage.csv has no row of the time it covers, so it proves no right unused']);
  });

  it('takes a wildcard as use of the whole service', () => {
    const usage = read(`${header}${covered}${role},ec2:*,2026-11-01,,,,\n`).usageOf(role);
    expect(usage?.services.get('ec2')?.lastUsed).toEqual(new Date('2026-11-01T23:59:59Z'));
    expect(usage?.watchesAction('ec2', 'stopinstances')).toBeUndefined();
  });

  it.each([
    ['2026-11-01T10:00:00+02:00', '2026-11-01T08:00:00Z'],
    ['2026-11-01 10:00:00.000 UTC', '2026-11-01T10:00:00Z'],
    ['2026-11-01 10:00:00', '2026-11-01T10:00:00Z'],
    ['2026-11-01', '2026-11-01T23:59:59Z'],
  ])('reads the time %s', (text, time) => {
    const usage = read(`principal,action,last\n${role},ec2:StopInstances,${text}`).usageOf(role);
    expect(usage?.services.get('ec2')?.lastUsed).toEqual(new Date(time));
  });

  it('reads JSON with the same members', () => {
    const rows = [{ principal: role, action: 'ec2:StopInstances', last: '2026-11-01', count: 3 }];
    for (const value of [rows, { rows }])
      expect(read(JSON.stringify(value)).usageOf(role)?.services.get('ec2')?.count).toBe(3);
  });

  it('leaves out rows of other accounts and of nobody here, and says so', () => {
    const source = read(
      `${header}${covered}arn:aws:iam::444455556666:role/x,ec2:StopInstances,2026-11-01,,,,\nsomebody,ec2:StopInstances,2026-11-01,,,,\n`,
      { account: '111122223333' },
    );
    expect([...source.arns()]).toEqual([]);
    expect(source.problems).toEqual([
      'usage.csv: rows of other accounts left out: 1',
      'usage.csv: rows whose principal is no user or role left out: 1',
    ]);
  });

  it.each([
    ['principal,action\n', 'usage.csv: line 1: there is no column last'],
    ['', 'usage.csv: line 1: there is no column principal'],
    [`${header}${role},ec2:StopInstances\n`, 'usage.csv: line 2: 2 fields where the header has 7'],
    [`${header}${covered}${role},=cmd(),2026-11-01,,,,\n`, 'line 3: "=cmd()" is no action such as'],
    [`${header}${role},*,2026-11-01,,,,\n`, 'line 2: "*" is no action'],
    [`${header}${role},ec2:StopInstances,soon,,,,\n`, 'line 2: last is no time'],
    [`${header}${role},ec2:StopInstances,2026-99-99,,,,\n`, 'line 2: last is no time'],
    [`${header}${role},ec2:StopInstances,,,,,\n`, 'line 2: there is neither a last use nor a last denial'],
    [`${header}${role},ec2:StopInstances,2026-11-01,-4,,,\n`, 'line 2: count is no whole number'],
    [`${header},ec2:StopInstances,2026-11-01,,,,\n`, 'line 2: the principal is empty'],
    [`${header}111122223333,*,2026-11-01,,,,\n`, 'the time an account covers needs first and count'],
    ['principal,"action\n', 'a quoted field never ends'],
    ['[{"principal": 5}, ', 'is no valid JSON'],
    ['{"a": 1}', 'has no list of rows'],
    ['[1]', 'row 1: it is no object'],
    [`[{"principal": {}}]`, 'row 1: principal is no text or number'],
  ])('refuses %j', (text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  it('takes names that objects inherit for what they are', () => {
    expect(() => read('[{"__proto__": {"principal": "x"}}]')).toThrow('row 1: the principal is empty');
  });
});

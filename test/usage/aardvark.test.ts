import { expect, it } from 'vitest';
import { readAdvisor } from '../../src/usage/advisor.ts';
import { isAardvark, readAardvark } from '../../src/usage/aardvark.ts';

const role = 'arn:aws:iam::111122223333:role/app';
const used = Date.UTC(2026, 9, 1);
const s3 = { serviceNamespace: 's3', lastAuthenticated: used, lastUpdated: Date.UTC(2026, 10, 1) };
const options = { createdOf: () => new Date('2020-01-01T00:00:00Z'), now: new Date('2026-11-02T00:00:00Z') };

it('reads services with their last use; 0 is never', () => {
  const sqs = { ...s3, serviceNamespace: 'sqs', lastAuthenticated: 0 };
  const usage = readAdvisor({ [role]: [s3, sqs] }, options).usageOf(role);
  expect(usage?.services.get('s3')?.lastUsed).toEqual(new Date(used));
  expect(usage?.services.get('sqs')?.lastUsed).toBeUndefined();
  expect(usage?.watchesService('sqs')).toMatchObject({
    source: 'access-advisor',
    to: new Date('2026-11-01T00:00:00Z'),
  });
});

it.each([
  [{ ...s3, lastAuthenticated: 'x' }],
  [{ ...s3, lastAuthenticated: 1e300 }],
  [{ lastAuthenticated: 0 }],
  [null],
])('leaves out a report with an unreadable service: %j', (broken) => {
  const other = 'arn:aws:iam::111122223333:role/b';
  const source = readAdvisor({ [role]: [s3, broken], [other]: [s3] }, options);
  expect([...source.arns()]).toEqual([other]);
  expect(source.problems.join()).toContain(role);
});

it('tells its form from others', () => {
  expect(isAardvark({ [role]: [] })).toBe(true);
  for (const other of [{}, [], null, { [role]: {} }, { x: [] }, JSON.parse('{"__proto__": []}') as unknown])
    expect(isAardvark(other)).toBe(false);
  expect(readAardvark([])).toEqual({ reason: 'is no object of lists by ARN' });
});

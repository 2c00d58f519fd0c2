import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/iam-data.ts';
import { readCloudTrail, type CloudTrailOptions } from '../../src/usage/cloudtrail.ts';
import type { RecordedSource } from '../../src/usage/cloudtrail-source.ts';

const catalog = openCatalog();
const now = new Date('2026-11-09T00:00:00Z');
const account = '111122223333';
const role = `arn:aws:iam::${account}:role/teams/app`;
const user = `arn:aws:iam::${account}:user/jo`;
const name = (day: string): string => `${account}_CloudTrail_us-east-1_${day}T0000Z_abc.json.gz`;

const asRole = {
  type: 'AssumedRole',
  arn: `arn:aws:sts::${account}:assumed-role/app/session-1`,
  accountId: account,
  sessionContext: { sessionIssuer: { type: 'Role', arn: role } },
};

function event(eventSource: string, eventName: string, more: object = {}): Record<string, unknown> {
  return {
    eventTime: '2026-11-01T12:00:00Z',
    eventSource: `${eventSource}.amazonaws.com`,
    eventName,
    awsRegion: 'us-east-1',
    readOnly: true,
    recipientAccountId: account,
    userIdentity: asRole,
    ...more,
  };
}

/** One read and one write by an AWS service on each of 100 days up to yesterday, in two regions. */
const background = Array.from({ length: 100 }, (_, day) => ({
  ...event('ec2', 'DescribeInstances', { userIdentity: { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' } }),
  eventTime: new Date(now.getTime() - (day + 1) * 86_400_000).toISOString().replace('.000', ''),
  readOnly: day % 2 === 0,
  awsRegion: day % 3 === 0 ? 'eu-central-1' : 'us-east-1',
}));

const bytes = (value: unknown): Uint8Array =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

function read(events: readonly unknown[], options: Partial<CloudTrailOptions> = {}): RecordedSource {
  const reader = readCloudTrail({ catalog, now, ...options });
  reader.addFile('a.json', bytes({ Records: events }));
  return reader.finish();
}

describe('whose use', () => {
  it.each([
    ['a session by its issuer', asRole, role],
    ['a session without issuer by the role name', { type: 'AssumedRole', arn: asRole.arn }, role],
    ['a user', { type: 'IAMUser', arn: user }, user],
    ['a user without ARN', { type: 'IAMUser', userName: 'jo', accountId: account }, user],
    [
      'a federated user by its issuer',
      { type: 'FederatedUser', sessionContext: { sessionIssuer: { arn: user } } },
      user,
    ],
    ['root', { type: 'Root', accountId: account }, `arn:aws:iam::${account}:root`],
  ])('%s', (_, userIdentity, arn) => {
    const usage = read([event('ec2', 'StopInstances', { userIdentity })]).usageOf(arn);
    expect(usage?.services.get('ec2')?.actions.get('stopinstances')).toMatchObject({ name: 'StopInstances', count: 1 });
  });

  it.each([
    ['a service', { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' }],
    ['a web identity', { type: 'WebIdentityUser', userName: 'x' }],
    [
      'a service-linked role',
      { ...asRole, sessionContext: { sessionIssuer: { arn: `arn:aws:iam::${account}:role/aws-service-role/x/y` } } },
    ],
    [
      'a session of a service-linked role',
      { type: 'AssumedRole', arn: `arn:aws:sts::${account}:assumed-role/AWSServiceRoleForX/s` },
    ],
  ])('not of %s', (_, userIdentity) => {
    expect([...read([event('ec2', 'StopInstances', { userIdentity })]).arns()]).toEqual([]);
  });

  it('joins the role with and without its path, and prefers the ARN with path', () => {
    const source = read([
      event('ec2', 'StopInstances', { userIdentity: { type: 'AssumedRole', arn: asRole.arn } }),
      event('ec2', 'StopInstances'),
    ]);
    expect([...source.arns()]).toEqual([role]);
    expect(source.usageOf(role)?.services.get('ec2')?.count).toBe(2);
  });

  it('leaves other accounts out and says so', () => {
    const other = 'arn:aws:iam::444455556666:role/other';
    const source = read([event('ec2', 'StopInstances', { userIdentity: { type: 'IAMUser', arn: other } })], {
      account,
    });
    expect([...source.arns()]).toEqual([]);
    expect(source.problems).toContain('1 event by principals of account 444455556666 left out');
  });
});

describe('what use', () => {
  it('keeps denied calls apart, and counts calls with other errors', () => {
    const source = read([
      event('ec2', 'StopInstances', { errorCode: 'Client.UnauthorizedOperation', eventTime: '2026-11-02T00:00:00Z' }),
      event('ec2', 'StopInstances', { errorCode: 'Client.InvalidInstanceID.NotFound' }),
    ]);
    expect(source.usageOf(role)?.services.get('ec2')?.actions.get('stopinstances')).toEqual({
      name: 'StopInstances',
      lastUsed: new Date('2026-11-01T12:00:00Z'),
      lastDenied: new Date('2026-11-02T00:00:00Z'),
      count: 1,
      denied: 1,
    });
  });

  it('counts what a call may also need as used, without a number', () => {
    const ec2 = read([event('ec2', 'RunInstances')])
      .usageOf(role)
      ?.services.get('ec2');
    expect(ec2?.count).toBe(1);
    expect(ec2?.actions.get('createtags')).toEqual({ name: 'CreateTags', lastUsed: new Date('2026-11-01T12:00:00Z') });
  });

  it('takes a service with unknown events as used as a whole', () => {
    const source = read([...background, event('ec2', 'BrandNewCall')]);
    const usage = source.usageOf(role);
    expect(usage?.services.get('ec2')).toMatchObject({ count: 1 });
    expect(usage?.watchesAction('ec2', 'terminateinstances')).toBeUndefined();
    expect(usage?.watchesAction('rds', 'deletedbsnapshot')).toBeDefined();
    expect(source.unmapped).toEqual([{ event: 'ec2.amazonaws.com:BrandNewCall', count: 1 }]);
    expect(usage?.problems).toContain('ec2: has events that are not known; all of it counts as used');
  });

  it('lets an unknown event stand for any service whose event source was never checked', () => {
    const usage = read([...background, event('strange', 'Call')]).usageOf(role);
    expect(usage?.services.has('strange')).toBe(true);
    expect(usage?.watchesAction('fsx', 'createfilesystem')).toBeUndefined();
    expect(usage?.watchesAction('ec2', 'stopinstances')).toBeDefined();
    expect(read(background).usageOf(role)?.watchesAction('fsx', 'createfilesystem')).toBeDefined();
  });

  it('keeps the resources, up to a number, and who called on behalf', () => {
    const bucket = (index: number): object => ({ ARN: `arn:aws:s3:::bucket-${index}`, accountId: account });
    const source = read([
      ...Array.from({ length: 30 }, (_, index) => event('s3', 'GetBucketAcl', { resources: [bucket(index)] })),
      event('ec2', 'StopInstances', { userIdentity: { ...asRole, invokedBy: 'cloudformation.amazonaws.com' } }),
    ]);
    const details = source.details(role);
    const s3 = details?.events.find(({ event }) => event === 's3.amazonaws.com:GetBucketAcl');
    expect(s3?.resources).toHaveLength(20);
    expect(s3?.hasMoreResources).toBe(true);
    expect(details?.invokedBy).toEqual(new Map([['cloudformation.amazonaws.com', 1]]));
    expect(source.details(user)).toBeUndefined();
  });
});

describe('what no event proves', () => {
  const source = read(background);
  const usage = source.usageOf(role);

  it('watches management actions over the days with events, also of a principal without any', () => {
    const watch = usage?.watchesAction('ec2', 'terminateinstances');
    expect(watch).toMatchObject({ source: 'cloudtrail', days: 100, to: new Date('2026-11-08T00:00:00Z') });
    expect(usage?.watchesService('ec2')).toEqual(watch);
    expect(usage?.services.size).toBe(0);
    expect(source.accounts).toEqual([{ account, watch }]);
  });

  it.each([
    ['s3', 'getobject'],
    ['iam', 'passrole'],
    ['lambda', 'invokefunction'],
    ['kms', 'decrypt'],
  ])('does not watch %s:%s', (service, action) => {
    expect(usage?.watchesAction(service, action)).toBeUndefined();
  });

  it('does not watch services with data events', () => {
    expect(usage?.watchesService('s3')).toBeUndefined();
    expect(usage?.watchesService('sqs')).toBeUndefined();
  });

  it('watches KMS when the log has its events', () => {
    const withKms = read([...background, { ...background[0], eventSource: 'kms.amazonaws.com', eventName: 'Decrypt' }]);
    expect(withKms.usageOf(role)?.watchesAction('kms', 'decrypt')?.days).toBe(100);
  });

  it('watches IAM only with the events of its region', () => {
    const elsewhere = background.map((item) => ({ ...item, awsRegion: 'eu-central-1' }));
    const there = read(elsewhere).usageOf(role);
    expect(there?.watchesAction('iam', 'createuser')).toBeUndefined();
    expect(there?.watchesAction('ec2', 'stopinstances')).toBeDefined();
    expect(there?.problems.join()).toContain('events of eu-central-1 only');
    expect(usage?.watchesAction('iam', 'createuser')).toBeDefined();
  });

  it.each([
    ['ended long ago', background.slice(10), 'its log ends on 2026-10-29'],
    ['has no write events', background.map((item) => ({ ...item, readOnly: true })), 'has no write events'],
    ['has no read events', background.map((item) => ({ ...item, readOnly: false })), 'has no read events'],
  ])('watches nothing when the log %s', (_, events, reason) => {
    const usage = read(events).usageOf(role);
    expect(usage?.watchesAction('ec2', 'stopinstances')).toBeUndefined();
    expect(usage?.problems.join()).toContain(reason);
  });

  it('knows nothing of groups, policies, and principals of accounts without a log', () => {
    expect(source.usageOf(`arn:aws:iam::${account}:group/g`)).toBeUndefined();
    expect(source.usageOf('arn:aws:iam::444455556666:role/app')).toBeUndefined();
  });

  it('takes a day off for a broken file of that day, and everything for one of unknown time', () => {
    const reader = readCloudTrail({ catalog, now });
    reader.addFile(name('20261101'), bytes({ Records: background }));
    reader.addBroken(name('20261015'), 'ends in the middle of the gzip data');
    expect(reader.finish().usageOf(role)?.watchesAction('ec2', 'stopinstances')?.days).toBe(99);
    reader.addFile('other.json', bytes('{"Records": ['));
    const source = reader.finish();
    expect(source.usageOf(role)?.watchesAction('ec2', 'stopinstances')).toBeUndefined();
    expect(source.problems).toContain('other.json is no valid JSON, or ends in the middle');
  });
});

describe('forms of files', () => {
  const one = event('ec2', 'StopInstances');
  it.each([
    ['a list', [one]],
    ['one event', one],
    ['one event a line', `${JSON.stringify(one)}\r\n\n${JSON.stringify(one)}`],
    ['what lookup-events prints', { Events: [{ EventId: 'x', CloudTrailEvent: JSON.stringify(one) }] }],
  ])('%s', (_, file) => {
    const reader = readCloudTrail({ catalog, now });
    reader.addFile('x.json', bytes(file));
    expect(reader.finish().usageOf(role)?.services.get('ec2')?.count).toBeGreaterThan(0);
  });

  it.each([
    ['another JSON object', { hello: 'world' }, 'x.json is no CloudTrail file; skipped'],
    ['another list of records', { Records: [{ eventSource: 'aws:s3' }] }, 'x.json is no CloudTrail file; skipped'],
    ['a number', '12', 'x.json is no CloudTrail file; skipped'],
    ['nothing', '', 'x.json is empty'],
    ['no text', '\0\0', 'x.json is no valid JSON, or ends in the middle'],
    ['a broken line', `${JSON.stringify(one)}\n{"eventTime`, 'x.json has 1 line that is no valid JSON'],
  ])('says what it cannot use: %s', (_, file, problem) => {
    const reader = readCloudTrail({ catalog, now });
    reader.addFile('x.json', bytes(file));
    expect(reader.finish().problems).toContain(problem);
  });

  it('leaves hostile events out, counts them, and goes on', () => {
    const hostile = [
      null,
      7,
      [],
      {},
      { ...one, eventTime: 'yesterday' },
      { ...one, eventTime: 5 },
      { ...one, eventName: { toString: 1 } },
      { ...one, eventName: 'x'.repeat(10_000) },
      JSON.parse('{"__proto__": {"eventTime": "2026-11-01T12:00:00Z"}, "constructor": 1}') as unknown,
    ];
    const source = read([...hostile, one, { ...one, userIdentity: 'me' }, { ...one, userIdentity: { type: 3 } }]);
    expect(source.usageOf(role)?.services.get('ec2')?.count).toBe(1);
    expect(source.problems).toContain(`${hostile.length} events without a readable time or name left out`);
    expect(source.problems).toContain('2 events without a readable identity left out');
  });

  it('bears wrong types in what it looks at', () => {
    const odd = {
      errorCode: {},
      awsRegion: 5,
      readOnly: 'maybe',
      resources: [null, 3, { ARN: 7 }, {}],
      recipientAccountId: 9,
    };
    expect(
      read([event('ec2', 'StopInstances', odd)])
        .usageOf(role)
        ?.services.get('ec2')?.count,
    ).toBe(1);
  });

  it('says when the clock is wrong, and lets no future event lengthen the watch', () => {
    const source = read([...background, event('ec2', 'StopInstances', { eventTime: '2027-11-01T12:00:00Z' })]);
    expect(source.problems).toContain('1 event of more than a day after now: is the clock right?');
    expect(source.usageOf(role)?.watchesService('ec2')?.days).toBe(100);
    expect(source.usageOf(role)?.services.get('ec2')?.count).toBe(1);
  });

  it('names only so many files', () => {
    const reader = readCloudTrail({ catalog, now });
    for (let index = 0; index < 50; index++) reader.addBroken(`${index}.json`, 'is empty');
    expect(reader.finish().problems.slice(19)).toEqual(['19.json is empty', '30 more files that could not be used']);
  });
});

it('never throws, whatever the events are', () => {
  const mangled = fc.record({
    key: fc.constantFrom(...Object.keys(event('ec2', 'StopInstances'))),
    value: fc.oneof(fc.jsonValue(), fc.constantFrom('2026-11-01T12:00:00Z', '__proto__', 'AccessDenied')),
  });
  fc.assert(
    fc.property(fc.array(fc.oneof(mangled, fc.jsonValue()), { maxLength: 20 }), (items) => {
      const events = items.map((item) =>
        typeof item === 'object' && item !== null && 'key' in item && typeof item.key === 'string'
          ? { ...event('ec2', 'StopInstances'), [item.key]: 'value' in item ? item.value : undefined }
          : item,
      );
      const source = read([...events, event('ec2', 'StopInstances')], { account });
      for (const arn of source.arns()) source.usageOf(arn)?.watchesService('ec2');
      expect(source.usageOf(role)?.services.get('ec2')?.count).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});

import { describe, expect, it } from 'vitest';
import type { SuggestOptions } from '../../src/suggest/model.ts';
import { allow, arnOf, managedPolicy, report, role, statements } from '../support/account.ts';
import { only, reasons, statementsOf, suggestAll } from './setting.ts';

const arn = arnOf('role', 'app');

/** One role with one inline policy, judged by one report. */
function judged(document: unknown, services: Parameters<typeof report>[0], options: Partial<SuggestOptions> = {}) {
  return suggestAll(
    { roles: [role('app', { inline: { run: document } })], advisor: { [arn]: report(services) } },
    options,
  );
}

const used = '2026-10-20';

describe('removes, smallest unit last', () => {
  it('a statement whose services are all unused, and nothing else of the document', () => {
    const keep = { Sid: 'Read', Effect: 'Allow', Action: ['s3:GetObject'], Resource: 'arn:aws:s3:::b/*' };
    const gone = { Sid: 'Queue', Effect: 'Allow', Action: ['sqs:SendMessage', 'sqs:DeleteQueue'], Resource: '*' };
    const deny = { Sid: 'No', Effect: 'Deny', Action: 'sqs:*', Resource: '*' };
    const one = only(judged(statements(keep, gone, deny), { s3: used, sqs: null }));
    expect(one).toMatchObject({
      resource: { type: 'AWS::IAM::Role', name: 'app', arn },
      policy: { kind: 'inline', name: 'run' },
      change: 'rewrite',
      proof: { newSubsetOfOld: 'proved', keepsUsed: 'proved' },
    });
    expect(JSON.stringify(one.document)).toBe(JSON.stringify(statements(keep, deny)));
    expect(one.removed.flatMap(({ actions }) => actions)).toEqual(['sqs:SendMessage', 'sqs:DeleteQueue']);
    expect(one.removed[0]).toMatchObject({
      service: 'sqs',
      lastAccessed: null,
      observedDays: 400,
      source: 'access-advisor',
    });
  });

  it('patterns of an unused service out of a list; order, condition and resource stay', () => {
    const condition = { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } };
    const document = allow(['sqs:*', 's3:GetObject', 'SNS:Publish', 's3:PutObject'], 'arn:aws:s3:::b/*', {
      Condition: condition,
    });
    const one = only(judged(document, { s3: used, sqs: null, sns: '2026-01-01' }));
    expect(statementsOf(one)).toEqual([
      { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: 'arn:aws:s3:::b/*', Condition: condition },
    ]);
    expect(one.removed.map(({ service, lastAccessed }) => [service, lastAccessed])).toEqual([
      ['sqs', null],
      ['sns', '2026-01-01T00:00:00.000Z'],
    ]);
  });

  it('a listed action that is tracked and unused; one that is not tracked stays', () => {
    const actions = { CreateBucket: used, DeleteBucket: null, GetObject: null };
    const one = only(
      judged(allow(['s3:CreateBucket', 's3:DeleteBucket', 's3:GetObject']), { s3: { last: used, actions } }),
    );
    expect(statementsOf(one)[0]?.['Action']).toEqual(['s3:CreateBucket', 's3:GetObject']);
    expect(one.kept).toEqual([{ actions: ['s3:GetObject'], reason: 'not-tracked' }]);
  });

  it('an inline policy of which nothing is left, and a single statement that is no list', () => {
    const single = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 'sqs:*', Resource: '*' } };
    const one = only(judged(single, { sqs: null }));
    expect(one).toMatchObject({ change: 'delete', proof: { newSubsetOfOld: 'proved', keepsUsed: 'proved' } });
    expect(one).not.toHaveProperty('document');
    const both = { ...single, Statement: { ...single.Statement, Action: ['sqs:*', 's3:Get*'] } };
    expect(only(judged(both, { sqs: null, s3: used })).document).toEqual({
      ...single,
      Statement: { Effect: 'Allow', Action: ['s3:Get*'], Resource: '*' },
    });
  });

  it('nothing of Deny, which may be all that is left', () => {
    const deny = { Effect: 'Deny', Action: 'sqs:DeleteQueue', Resource: '*' };
    const one = only(judged(statements({ Effect: 'Allow', Action: 'sqs:*', Resource: '*' }, deny), { sqs: null }));
    expect(one.change).toBe('rewrite');
    expect(statementsOf(one)).toEqual([deny]);
  });
});

describe('wildcards', () => {
  const s3 = { last: used, actions: { CreateBucket: used, DeleteBucket: null, DeleteBucketPolicy: null } };

  it('stay, and are reported, unless pinned', () => {
    const result = judged(allow('s3:*'), { s3 });
    expect(result.suggestions).toEqual([]);
    expect(reasons(result)).toEqual(['run: s3:* has 2 unused actions; --pin-wildcards splits wildcards']);
  });

  it('pinned: the fewest patterns for what remains, none of which reaches further', () => {
    const one = only(judged(allow('s3:Delete*'), { s3 }, { pinWildcards: true }));
    const patterns = statementsOf(one)[0]?.['Action'] as readonly string[];
    expect(patterns.every((pattern) => pattern.startsWith('s3:Delete'))).toBe(true);
    expect(patterns).toContain('s3:DeleteObject*');
    expect(patterns).not.toContain('s3:DeleteBucket');
    expect(one.removed.flatMap(({ actions }) => actions)).toEqual(['s3:DeleteBucket', 's3:DeleteBucketPolicy']);
    expect(one.proof).toEqual({ newSubsetOfOld: 'proved', keepsUsed: 'proved' });
  });

  it('go when all they stand for is unused', () => {
    const one = only(judged(allow(['s3:DeleteBucketPol*', 's3:CreateBucket']), { s3 }));
    expect(statementsOf(one)[0]?.['Action']).toEqual(['s3:CreateBucket']);
  });

  it('* becomes the services in use, with iam:PassRole, when the report judges each service', () => {
    const one = only(judged(allow('*'), { s3: used, ec2: used, sqs: null, iam: null }));
    expect(statementsOf(one)[0]?.['Action']).toEqual(['ec2:*', 'iam:PassRole', 's3:*']);
    expect(one.kept).toEqual([{ actions: ['iam:PassRole'], reason: 'not-tracked' }]);
    expect(one.proof).toEqual({ newSubsetOfOld: 'proved', keepsUsed: 'proved' });
  });

  it('* stays when the report is cut off', () => {
    const cut = { [arn]: report({ s3: used, sqs: null }, { IsTruncated: true }) };
    const result = suggestAll({ roles: [role('app', { inline: { run: allow('*') } })], advisor: cut });
    expect(result.suggestions).toEqual([]);
  });

  it('in the name of a service stay', () => {
    expect(judged(allow(['s*:Get*', 's3:GetObject']), { s3: used, sqs: null }).suggestions).toEqual([]);
  });
});

describe('NotAction', () => {
  it('is not inverted: unused services join the list', () => {
    const document = statements({ Effect: 'Allow', NotAction: 'organizations:*', Resource: '*' });
    const one = only(judged(document, { s3: used, sqs: null, sns: null, organizations: null }));
    expect(statementsOf(one)).toEqual([
      { Effect: 'Allow', NotAction: ['organizations:*', 'sns:*', 'sqs:*'], Resource: '*' },
    ]);
    expect(one.proof).toEqual({ newSubsetOfOld: 'proved', keepsUsed: 'proved' });
  });

  it('leaves iam alone, of which PassRole is never recorded, unless it is excepted already', () => {
    const open = statements({ Effect: 'Allow', NotAction: ['sqs:*'], Resource: '*' });
    expect(judged(open, { s3: used, iam: null }).suggestions).toEqual([]);
    const closed = statements({ Effect: 'Allow', NotAction: ['iam:PassRole'], Resource: '*' });
    expect(statementsOf(only(judged(closed, { s3: used, iam: null })))[0]?.['NotAction']).toEqual([
      'iam:PassRole',
      'iam:*',
    ]);
  });
});

describe('keeps', () => {
  it('the keep list, whole or the part of a wildcard that is on it', () => {
    const one = only(judged(allow(['sqs:*', 'sns:Publish']), { sqs: null, sns: null }, { keep: ['sqs:Send*'] }));
    expect(statementsOf(one)[0]?.['Action']).toEqual(['sqs:Send*']);
    expect(judged(allow('sqs:SendMessage'), { sqs: null }, { keep: ['*'] }).suggestions).toEqual([]);
  });

  it('statements whose Sid says so', () => {
    const marked = { Sid: 'KeepYearly', Effect: 'Allow', Action: 'sqs:*', Resource: '*' };
    expect(judged(statements(marked), { sqs: null }, { keepSid: 'Keep' }).suggestions).toEqual([]);
    expect(judged(statements(marked), { sqs: null }).suggestions).toHaveLength(1);
  });

  it('what an action in use may need', () => {
    const lambda = { last: used, actions: { CreateFunction: used, TagResource: null, DeleteFunction: null } };
    const document = allow(['lambda:CreateFunction', 'lambda:TagResource', 'lambda:DeleteFunction']);
    const one = only(judged(document, { lambda }));
    expect(statementsOf(one)[0]?.['Action']).toEqual(['lambda:CreateFunction', 'lambda:TagResource']);
    expect(one.kept).toEqual([{ actions: ['lambda:TagResource'], reason: 'dependent' }]);
  });

  it('statements that cannot be read, and whole documents that are no policy', () => {
    const odd = { Effect: 'allow', Action: 'sqs:*', Resource: '*' };
    expect(judged(statements(odd), { sqs: null }).suggestions).toEqual([]);
    const result = judged({ Statement: [{ Effect: 'Allow', Action: 5, Resource: '*' }] }, { sqs: null });
    expect(reasons(result)).toEqual(['run: the document is no valid policy']);
  });
});

describe('AWS managed policies', () => {
  const aws = 'arn:aws:iam::aws:policy/Example';
  const attach = (document: unknown, services: Parameters<typeof report>[0]) =>
    suggestAll({
      roles: [role('app', { attached: [aws] })],
      policies: [managedPolicy(aws, document)],
      advisor: { [arn]: report(services) },
    });

  it('are detached when none of their services is used', () => {
    expect(only(attach(allow(['sqs:*', 'sns:*']), { sqs: null, sns: null }))).toMatchObject({
      change: 'detach',
      resource: { arn },
      policy: { kind: 'aws-managed', arn: aws },
    });
  });

  it('are replaced by a smaller customer managed policy', () => {
    const one = only(attach(allow(['sqs:*', 's3:Get*']), { sqs: null, s3: used }));
    expect(one).toMatchObject({ change: 'rewrite', policy: { kind: 'aws-managed' } });
    expect(statementsOf(one)[0]?.['Action']).toEqual(['s3:Get*']);
  });

  it('are split where the quota of a managed policy asks for it', () => {
    const many = Array.from({ length: 400 }, (_, at) => `s3:GetSomethingLong${at}`);
    const one = only(attach(allow(['sqs:*', ...many]), { sqs: null, s3: used }));
    const documents = [one.document, ...(one.moreDocuments ?? [])];
    expect(documents.length).toBeGreaterThan(1);
    for (const document of documents) expect(JSON.stringify(document).length).toBeLessThanOrEqual(6144);
    expect(
      documents.flatMap((document) =>
        (document as typeof one & { Statement: { Action: string[] }[] }).Statement.flatMap(({ Action }) => Action),
      ),
    ).toEqual(many);
    expect(one.proof).toEqual({ newSubsetOfOld: 'proved', keepsUsed: 'proved' });
  });
});

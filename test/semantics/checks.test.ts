import { describe, expect, test } from 'vitest';
import { decideDocument } from '../../src/semantics/simulate.ts';
import { compilePolicy } from '../../src/semantics/compile.ts';
import {
  checkAccessNotGranted,
  checkNoNewAccess,
  checkNoPublicAccess,
  type CheckResult,
} from '../../src/semantics/compare/checks.ts';
import type { PolicyType } from '../../src/policy/model.ts';
import { allow, deny, doc, policyOf, without, type Doc } from './build.ts';

const account = '111122223333';
const roleA = `arn:aws:iam::${account}:role/A`;
const when = (Condition: Doc): Doc => doc(allow({ Condition }));
const notAction = (list: unknown): Doc => without(allow({ NotAction: list }), 'Action');
const on = (Resource: unknown): Doc => doc(allow({ Resource }));
const to = (Principal: unknown, rest: Doc = {}): Doc => doc(allow({ Principal, ...rest }));

type Row = readonly [name: string, existing: Doc, next: Doc, result: 'PASS' | 'FAIL', type?: PolicyType];

function checkRows(rows: readonly Row[]): void {
  test.each(rows.map(([name, ...rest]) => ({ name, rest })))(
    '$name',
    ({ rest: [existing, next, expected, type = 'identity'] }) => {
      const answer = checkNoNewAccess(policyOf(existing, type), policyOf(next, type));
      expect(answer.result).toBe(expected);
      confirm(answer, next, existing, type);
    },
  );
}

function confirm(answer: CheckResult, allowed: Doc, denied: Doc | undefined, type: PolicyType): void {
  if (answer.result !== 'FAIL') return;
  const decide = (raw: Doc) => decideDocument(answer.witness, compilePolicy(policyOf(raw, type))).decision;
  expect(decide(allowed)).toBe('allowed');
  if (denied !== undefined) expect(decide(denied)).not.toBe('allowed');
}

describe('no-new-access: actions and resources', () => {
  checkRows([
    ['fewer actions', doc(allow({ Action: 's3:*' })), doc(allow({ Action: ['s3:Get*', 's3:PutObject'] })), 'PASS'],
    ['letter case of actions', doc(allow({ Action: 's3:getobject' })), doc(allow({ Action: 'S3:GetObject' })), 'PASS'],
    ['one more action', doc(allow({ Action: 's3:Get*' })), doc(allow({ Action: ['s3:Get*', 's3:PutObject'] })), 'FAIL'],
    [
      'future actions count',
      doc(allow({ Action: ['s3:GetObject', 's3:GetBucketAcl'] })),
      doc(allow({ Action: 's3:Get*' })),
      'FAIL',
    ],
    ['* and *:*', doc(allow({ Action: '*:*' })), doc(allow({ Action: '*' })), 'PASS'],
    ['?* and *?', on('arn:aws:s3:::b/?*'), on('arn:aws:s3:::b/*?'), 'PASS'],
    ['a union covers', doc(notAction('iam:*'), allow({ Action: 'iam:*' })), doc(allow()), 'PASS'],
    [
      'a union of resources',
      doc(allow({ Resource: 'arn:aws:s3:::a/*' }), allow({ Resource: 'arn:aws:s3:::b/*' })),
      on(['arn:aws:s3:::a/x*', 'arn:aws:s3:::b/?']),
      'PASS',
    ],
    ['bucket and objects', on('arn:aws:s3:::b/*'), on('arn:aws:s3:::b*'), 'FAIL'],
    ['parts of an ARN', on('arn:aws:sns:*:*:t'), on('arn:aws:sns:*:t'), 'FAIL'],
    [
      'a star in a part stays there',
      on('arn:aws:cloudformation:*:*:stack/A/*'),
      on('arn:aws:cloudformation:eu:1:stack/A/x:y'),
      'PASS',
    ],
    ['the resource *', on('arn:*'), on('*'), 'FAIL'],
    [
      'NotResource',
      doc(without(allow({ NotResource: 'arn:aws:s3:::b/*' }), 'Resource')),
      on('arn:aws:s3:::c/*'),
      'PASS',
    ],
    [
      'a Deny gone',
      doc(allow({ Action: 's3:*' }), deny({ Action: 's3:Delete*' })),
      doc(allow({ Action: 's3:*' })),
      'FAIL',
    ],
    [
      'a wider Deny',
      doc(allow({ Action: 's3:*' }), deny({ Action: 's3:Delete*' })),
      doc(allow({ Action: 's3:*' }), deny({ Action: 's3:D*' })),
      'PASS',
    ],
    [
      'Deny as NotAction',
      doc(allow({ Action: 's3:*' })),
      doc(allow(), without(deny({ NotAction: 's3:*' }), 'Action')),
      'PASS',
    ],
  ]);
});

describe('no-new-access: conditions', () => {
  checkRows([
    ['fewer values', when({ StringEquals: { k: ['a', 'b'] } }), when({ StringEquals: { K: 'b' } }), 'PASS'],
    ['equals within like', when({ StringLike: { k: 'b*' } }), when({ StringEquals: { k: 'bx' } }), 'PASS'],
    [
      'like within ignore-case',
      when({ StringEqualsIgnoreCase: { k: 'AB' } }),
      when({ StringEquals: { k: ['ab', 'aB'] } }),
      'PASS',
    ],
    [
      'ignore-case within equals',
      when({ StringEquals: { k: ['ab', 'AB', 'Ab'] } }),
      when({ StringEqualsIgnoreCase: { k: 'ab' } }),
      'FAIL',
    ],
    ['a condition gone', when({ StringEquals: { k: 'a' } }), doc(allow()), 'FAIL'],
    [
      'both halves',
      doc(allow({ Condition: { StringEquals: { k: 'a' } } }), allow({ Condition: { StringNotEquals: { k: 'a' } } })),
      doc(allow()),
      'PASS',
    ],
    ['IfExists is wider', when({ StringEquals: { k: 'a' } }), when({ StringEqualsIfExists: { k: 'a' } }), 'FAIL'],
    [
      'IfExists without absence',
      when({ StringEquals: { k: 'a' } }),
      when({ StringEqualsIfExists: { k: 'a' }, Null: { k: 'false' } }),
      'PASS',
    ],
    ['numbers', when({ NumericLessThan: { k: '11' } }), when({ NumericLessThanEquals: { k: '10' } }), 'PASS'],
    [
      'decimals lie between',
      when({ NumericLessThanEquals: { k: '10' } }),
      when({ NumericLessThan: { k: '11' } }),
      'FAIL',
    ],
    [
      'dates',
      when({ DateLessThan: { k: '2025-01-01T00:00:00Z' } }),
      when({ DateLessThan: { k: '2024-12-31T23:30:00-01:00' } }),
      'FAIL',
    ],
    [
      'the same instant',
      when({ DateLessThan: { k: '2025-01-01T00:00:00Z' } }),
      when({ DateLessThan: { k: '1735689600' } }),
      'PASS',
    ],
    [
      'two halves of a range',
      when({ IpAddress: { k: ['10.0.0.0/9', '10.128.0.0/9'] } }),
      when({ IpAddress: { k: '10.0.0.0/8' } }),
      'PASS',
    ],
    ['a hole in a range', when({ IpAddress: { k: '10.0.0.0/8' } }), when({ IpAddress: { k: '10.0.0.0/7' } }), 'FAIL'],
    [
      'NotIpAddress takes IPv6',
      when({ IpAddress: { k: '0.0.0.0/0' } }),
      when({ NotIpAddress: { k: '10.0.0.0/8' } }),
      'FAIL',
    ],
    [
      'Bool',
      doc(allow({ Condition: { Bool: { k: 'true' } } }), allow({ Condition: { Bool: { k: 'false' } } })),
      when({ Null: { k: 'false' } }),
      'PASS',
    ],
    ['Bool and strings', when({ StringEquals: { k: 'true' } }), when({ Bool: { k: 'true' } }), 'FAIL'],
    ['strings and Bool', when({ Bool: { k: 'true' } }), when({ StringEquals: { k: 'true' } }), 'PASS'],
    ['Binary', when({ BinaryEquals: { k: ['QQ==', 'Qg=='] } }), when({ BinaryEquals: { k: 'QQ==' } }), 'PASS'],
    [
      'ForAnyValue: fewer',
      when({ 'ForAnyValue:StringEquals': { k: ['a', 'b'] } }),
      when({ 'ForAnyValue:StringEquals': { k: 'a' } }),
      'PASS',
    ],
    [
      'ForAnyValue within ForAllValues',
      when({ 'ForAllValues:StringEquals': { k: ['a', 'b'] } }),
      when({ 'ForAnyValue:StringEquals': { k: 'a' } }),
      'FAIL',
    ],
    [
      'ForAllValues is true of nothing',
      when({ 'ForAnyValue:StringEquals': { k: 'a' } }),
      when({ 'ForAllValues:StringEquals': { k: 'a' } }),
      'FAIL',
    ],
    [
      'ForAllValues and not Null',
      when({ 'ForAnyValue:StringEquals': { k: 'a' } }),
      when({ 'ForAllValues:StringEquals': { k: 'a' }, Null: { k: 'false' } }),
      'PASS',
    ],
    [
      'ArnLike by parts',
      when({ ArnLike: { k: 'arn:aws:sns:*:*:t' } }),
      when({ ArnLike: { k: 'arn:aws:sns:eu:*:t' } }),
      'PASS',
    ],
  ]);
});

describe('no-new-access: variables', () => {
  checkRows([
    ['deeper', on('arn:aws:s3:::b/${aws:username}/*'), on('arn:aws:s3:::b/${AWS:username}/docs/*'), 'PASS'],
    ['higher', on('arn:aws:s3:::b/${aws:username}/docs/*'), on('arn:aws:s3:::b/${aws:username}/*'), 'FAIL'],
    ['a star covers a variable', on('arn:aws:s3:::b/*'), on('arn:aws:s3:::b/${aws:username}/*'), 'PASS'],
    ['a variable does not cover a star', on('arn:aws:s3:::b/${aws:username}/*'), on('arn:aws:s3:::b/*'), 'FAIL'],
    ['another variable', on('arn:aws:s3:::b/${aws:username}'), on('arn:aws:s3:::b/${aws:userid}'), 'FAIL'],
    ['a default is wider', on('arn:aws:s3:::b/${k}'), on("arn:aws:s3:::b/${k, 'd'}"), 'FAIL'],
    [
      'not without a version',
      { Version: '2008-10-17', Statement: [allow({ Resource: 'arn:aws:s3:::b/${k}' })] },
      on('arn:aws:s3:::b/${k}'),
      'FAIL',
    ],
    [
      'the same negated test',
      when({ StringNotEquals: { t: '${k}' } }),
      when({ StringNotEquals: { t: '${k}' } }),
      'PASS',
    ],
    [
      'both tests leave the absent variable',
      doc(
        allow({ Condition: { StringNotEquals: { t: '${k}' } } }),
        allow({ Condition: { StringEquals: { t: '${k}' } } }),
      ),
      doc(allow()),
      'FAIL',
    ],
  ]);
});

describe('no-new-access: principals', () => {
  checkRows([
    ['a user of the account', to({ AWS: account }), to({ AWS: `arn:aws:iam::${account}:user/u` }), 'PASS', 'resource'],
    ['the account of a user', to({ AWS: `arn:aws:iam::${account}:user/u` }), to({ AWS: account }), 'FAIL', 'resource'],
    [
      'a session of the role',
      to({ AWS: roleA }),
      to({ AWS: `arn:aws:sts::${account}:assumed-role/A/s` }),
      'PASS',
      'resource',
    ],
    ['id and root ARN', to({ AWS: account }), to({ AWS: `arn:aws:iam::${account}:root` }), 'PASS', 'resource'],
    ['everybody', to({ AWS: account }), to('*'), 'FAIL', 'resource'],
    ['services', to({ Service: 'sns.amazonaws.com' }), to({ Service: 'sqs.amazonaws.com' }), 'FAIL', 'resource'],
    [
      'a pattern in the reference',
      to({ AWS: `arn:aws:iam::${account}:role/*` }),
      to({ AWS: `arn:aws:iam::${account}:role/a/b` }),
      'PASS',
      'resource',
    ],
    [
      'aws:PrincipalArn follows from the principal',
      to({ AWS: roleA }),
      to('*', { Condition: { ArnEquals: { 'aws:PrincipalArn': roleA } } }),
      'PASS',
      'resource',
    ],
    [
      'aws:PrincipalAccount too',
      to({ AWS: account }),
      to('*', { Condition: { StringEquals: { 'aws:PrincipalAccount': account } } }),
      'PASS',
      'resource',
    ],
    [
      'in an identity policy as well',
      when({ StringEquals: { 'aws:PrincipalAccount': account } }),
      when({ ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${account}:role/*` } }),
      'PASS',
    ],
    [
      'another account',
      when({ StringEquals: { 'aws:PrincipalAccount': account } }),
      when({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::44445555*:role/*' } }),
      'FAIL',
    ],
    [
      'trust',
      doc({ Effect: 'Allow', Principal: { AWS: roleA }, Action: 'sts:AssumeRole' }),
      doc({ Effect: 'Allow', Principal: { AWS: [roleA, `arn:aws:iam::${account}:role/B`] }, Action: 'sts:AssumeRole' }),
      'FAIL',
      'trust',
    ],
  ]);
});

test('access-not-granted', () => {
  const ask = (raw: Doc, actions: string[], resources?: string[]) => {
    const answer = checkAccessNotGranted(policyOf(raw), [{ actions, resources }]);
    confirm(answer, raw, undefined, 'identity');
    return answer.result;
  };
  expect(ask(doc(allow({ Action: 's3:*' })), ['s3:DeleteBucket'])).toBe('FAIL');
  expect(ask(doc(allow({ Action: 's3:*' }), deny({ Action: 's3:DeleteB*' })), ['s3:DeleteBucket'])).toBe('PASS');
  expect(ask(when({ Bool: { k: 'true' } }), ['iam:PassRole'])).toBe('FAIL');
  expect(ask(on('arn:aws:s3:::a/*'), ['s3:GetObject'], ['arn:aws:s3:::b/*'])).toBe('PASS');
  expect(ask(on('arn:aws:s3:::a/*'), [], ['arn:aws:s3:::a/secret/*'])).toBe('FAIL');
});

describe('no-public-access', () => {
  const tied = (Condition: Doc, effect: 'Allow' | 'Deny' = 'Allow'): Doc =>
    effect === 'Allow' ? to('*', { Condition }) : doc(allow({ Principal: '*' }), deny({ Principal: '*', Condition }));
  test.each<readonly [string, Doc, 'PASS' | 'FAIL']>([
    ['everybody', to('*'), 'FAIL'],
    ['an account', to({ AWS: account }), 'PASS'],
    ['a service', to({ Service: 'sns.amazonaws.com' }), 'PASS'],
    ['a web identity provider', to({ Federated: 'accounts.google.com' }), 'FAIL'],
    ['NotPrincipal', doc(allow({ NotPrincipal: { AWS: account } })), 'FAIL'],
    ['a VPC', tied({ StringEquals: { 'aws:SourceVpc': 'vpc-1' } }), 'PASS'],
    ['VPCs by pattern', tied({ StringLike: { 'aws:SourceVpc': 'vpc-*' } }), 'FAIL'],
    ['a VPC if there is one', tied({ StringEqualsIfExists: { 'aws:SourceVpc': 'vpc-1' } }), 'FAIL'],
    ['a network', tied({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }), 'PASS'],
    ['half of all networks', tied({ IpAddress: { 'aws:SourceIp': '0.0.0.0/1' } }), 'FAIL'],
    ['all but a network', tied({ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }), 'FAIL'],
    ['an organization', tied({ StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }), 'PASS'],
    ['all others denied', tied({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } }, 'Deny'), 'PASS'],
    [
      'some others denied',
      tied({ StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' }, Bool: { k: 'true' } }, 'Deny'),
      'FAIL',
    ],
    ['roles of an account', tied({ ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${account}:role/*` } }), 'PASS'],
    ['roles of any account', tied({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' } }), 'FAIL'],
    ['a source ARN', tied({ ArnEquals: { 'aws:SourceArn': 'arn:aws:s3:::b' } }), 'PASS'],
    ['callers of an account', tied({ StringEquals: { 'kms:CallerAccount': account } }), 'PASS'],
    ['calls through a service', tied({ StringEquals: { 'kms:ViaService': 'ebs.eu-west-1.amazonaws.com' } }), 'FAIL'],
    ['a unit', tied({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-a1b2/r-ab/ou-ab-1/*' } }), 'PASS'],
    ['any unit', tied({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-*/r-ab/*' } }), 'FAIL'],
    ['a mount target', tied({ Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' } }), 'PASS'],
    ['no mount target', tied({ Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'false' } }), 'FAIL'],
    ['a free key', tied({ StringEquals: { 'aws:Referer': 'x' } }), 'FAIL'],
  ])('%s', (_, raw, expected) => {
    const answer = checkNoPublicAccess(policyOf(raw, 'resource'));
    expect(answer.result).toBe(expected);
    confirm(answer, raw, undefined, 'resource');
  });
});

describe('guards', () => {
  const crossed = (letter: string, count: number): Doc =>
    on(Array.from({ length: count }, (_, at) => `*${letter}${at}*${letter}${at}*`));

  test('many overlapping patterns end in UNKNOWN, soon', () => {
    const start = performance.now();
    expect(checkNoNewAccess(policyOf(crossed('x', 150)), policyOf(doc(allow({ Resource: '*y*' })))).result).not.toBe(
      'PASS',
    );
    expect(performance.now() - start).toBeLessThan(4000);
  });

  test('an expired clock', () => {
    const answer = checkNoNewAccess(policyOf(crossed('x', 60)), policyOf(crossed('y', 60)), { isExpired: () => true });
    expect(answer).toEqual({ result: 'UNKNOWN', unknownReason: 'the time limit was reached' });
  });

  test('an unknown operator', () => {
    expect(checkNoNewAccess(policyOf(doc()), policyOf(when({ StringMatches: { k: 'a' } }))).result).toBe('UNKNOWN');
  });

  test('a damaged document', () => {
    expect(checkNoNewAccess(policyOf(doc()), policyOf({ Statement: 7 })).result).toBe('UNKNOWN');
  });
});

test('says which statement allows, and what differs', () => {
  const answer = checkNoNewAccess(
    policyOf(doc(allow({ Sid: 'Get', Action: 's3:Get*' }))),
    policyOf(doc(allow({ Sid: 'Put', Action: 's3:Put*' }))),
  );
  expect(answer.result === 'FAIL' && answer.reasons).toEqual([
    {
      statementIndex: 0,
      statementId: 'Put',
      description: expect.stringMatching(/^statement Put allows s3:put.* differs in the action$/i) as string,
    },
  ]);
});

describe('aws:SourceAccount is the account of aws:SourceArn', () => {
  const service = { Principal: { Service: 'sns.amazonaws.com' } };
  const from = (Condition: Doc) =>
    allow({ ...service, Action: 's3:PutObject', Resource: 'arn:aws:s3:::b/*', Condition });
  const topic = { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:111122223333:*' } };
  const decide = (existing: Doc, next: Doc) =>
    checkNoNewAccess(policyOf(existing, 'resource'), policyOf(next, 'resource'));
  const nothing = doc(deny({ Principal: '*' }));

  test('two accounts in one request are not known to exist, so nothing is said', () => {
    const both = { ...topic, StringEquals: { 'aws:SourceAccount': '444455556666' } };
    expect(decide(nothing, doc(from(both)))).toEqual({
      result: 'UNKNOWN',
      unknownReason: 'access seems to be left, but no request for it could be confirmed',
    });
  });

  test('a witness has one account in both keys', () => {
    const both = { ...topic, StringLike: { 'aws:SourceAccount': '*' } };
    const answer = decide(nothing, doc(from(both)));
    expect(answer).toMatchObject({ result: 'FAIL', witness: { context: { 'aws:SourceAccount': '111122223333' } } });
    const any = {
      ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:????????????:t' },
      StringEquals: { 'aws:SourceAccount': '444455556666' },
    };
    expect(decide(nothing, doc(from(any)))).toMatchObject({
      result: 'FAIL',
      witness: { context: { 'aws:SourceArn': expect.stringContaining(':444455556666:') as string } },
    });
  });

  test('an ARN without an account goes with every account', () => {
    const bucket = {
      ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::b' },
      StringEquals: { 'aws:SourceAccount': '444455556666' },
    };
    expect(decide(nothing, doc(from(bucket))).result).toBe('FAIL');
  });

  test('one without the other is wider', () => {
    const both = { ...topic, StringEquals: { 'aws:SourceAccount': '111122223333' } };
    expect(decide(doc(from(topic)), doc(from(both))).result).toBe('PASS');
    expect(decide(doc(from(both)), doc(from(topic))).result).toBe('FAIL');
  });
});

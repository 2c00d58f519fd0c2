import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compileResource,
  coversAction,
  coversResource,
  intersectsAction,
  intersectsResource,
  isKnownPartition,
  isKnownRegion,
  looksLikeRegion,
  matchesAction,
  matchesArnLike,
  matchesResource,
  partitionOf,
  partitions,
  splitArn,
} from '../../src/policy/arn.ts';

describe('splitArn', () => {
  it('keeps the colons of the resource', () => {
    expect(splitArn('arn:aws:logs:eu-west-1:111122223333:log-group:a:*')).toEqual({
      partition: 'aws',
      service: 'logs',
      region: 'eu-west-1',
      account: '111122223333',
      resource: 'log-group:a:*',
    });
  });

  it('allows empty parts', () => {
    expect(splitArn('arn:aws:s3:::')).toMatchObject({ service: 's3', region: '', account: '', resource: '' });
  });

  it('does not split inside a variable', () => {
    expect(splitArn('arn:aws:s3:${aws:RequestedRegion}:${aws:PrincipalAccount}:a')).toMatchObject({
      region: '${aws:RequestedRegion}',
      account: '${aws:PrincipalAccount}',
      resource: 'a',
    });
  });

  it.each(['', '*', 'arn', 'arn:aws:s3:::'.slice(0, -1), 'ARN:aws:s3:::a', 'arx:aws:s3:::a', 'arn:aws:s3:${a:b:::c'])(
    '%j is no ARN',
    (text) => {
      expect(splitArn(text)).toBeUndefined();
    },
  );

  it('names the partition', () => {
    expect(partitionOf('arn:aws-cn:s3:::a')).toBe('aws-cn');
    expect(partitionOf('a')).toBeUndefined();
  });
});

describe('matchesResource', () => {
  it.each([
    ['*', '*', true],
    ['*', 'arn:aws:s3:::a', true],
    ['arn:aws:s3:::a', '*', false],
    ['arn:aws:s3:::bkt', 'arn:aws:s3:::bkt/key', false],
    ['arn:aws:s3:::bkt*', 'arn:aws:s3:::bkt/key', true],
    ['arn:aws:s3:::Bkt', 'arn:aws:s3:::bkt', false],
    ['arn:aws:logs:*:*:log-group:*', 'arn:aws:logs:us-east-1:111122223333:log-group:a:b', true],
    // A wildcard of the first five parts stays in its part.
    ['arn:aws:sns:*:topic', 'arn:aws:sns:us-east-1:111122223333:topic', true],
    ['arn:aws:cloudformation:*:*:stack/S/*', 'arn:aws:cloudformation:a:b:stack/T/:stack/S/x', false],
    ['arn:aws:sqs:*:*:q', 'arn:aws:sqs:us-east-1:111122223333:x:q', false],
    ['arn:aws:sqs:?:?:q', 'arn:aws:sqs:a:b:q', true],
    ['arn:aws:sqs:?:?:q', 'arn:aws:sqs:::::q', false],
    // Fewer than six parts: one glob.
    ['arn:aws:s3*', 'arn:aws:s3:::a/b', true],
    ['arn:*:a', 'arn:aws:sqs:us-east-1:111122223333:a', true],
    ['arn:aws:*', 'x', false],
    ['*:*:*:*:*:*', 'arn:aws:s3:::a', true],
    ['*:*:*:*:*:*', 'arn:aws:s3::a', false],
    ['arn:aws:s3:::${aws:username}', 'arn:aws:s3:::${aws:username}', true],
  ])('%j matches %j: %j', (pattern, arn, expected) => {
    expect(matchesResource(pattern, arn)).toBe(expected);
  });

  it('replaces variables when told their values', () => {
    const pattern = compileResource('arn:aws:iam::*:user/${aws:username}', { variables: true, resolve: () => 'a*' });
    expect(matchesResource(pattern, 'arn:aws:iam::111122223333:user/a*')).toBe(true);
    expect(matchesResource(pattern, 'arn:aws:iam::111122223333:user/ab')).toBe(false);
    const open = compileResource('arn:aws:iam::*:user/${aws:username}', { variables: true });
    expect(matchesResource(open, 'arn:aws:iam::111122223333:user/ab')).toBe(false);
    expect(intersectsResource(open, 'arn:aws:iam::111122223333:user/ab')).toBe(true);
    expect(coversResource('arn:aws:iam::*:user/*', open)).toBe(true);
    expect(coversResource(open, open)).toBe(true);
  });
});

describe('coversResource and intersectsResource', () => {
  it.each([
    ['*', 'arn:aws:s3:::a', true, true],
    ['arn:aws:s3:::a', '*', false, true],
    ['arn:aws:s3:::a/*', 'arn:aws:s3:::a/b/*', true, true],
    ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*', false, false],
    ['arn:aws:s3:::*', 'arn:aws:s3:*:*:a', false, true],
    ['arn:aws:s3:*:*:*', 'arn:aws:s3:::a', true, true],
    // A short pattern also has texts that are no ARN.
    ['arn:aws:s3:*:*:*', 'arn:aws:s3:*', false, true],
    ['arn:aws:s3:*', 'arn:aws:s3:*:*:*', true, true],
    ['arn:*:*:*:*:*', 'arn:*', false, true],
    ['arn:aws:sqs:*:*:q', 'arn:aws:sqs:*:*:x:q', false, false],
    ['arn:aws:sqs:*:*:*q', 'arn:aws:sqs:*:*:x:q', true, true],
    // Only a wildcard that crossed a colon could make these meet.
    ['arn:*a:b:*', 'arn:aws:*:::a', false, false],
    ['arn:*s:b:*', 'arn:aws:*:::a', false, true],
    ['x*:::::::x', 'x:*:*:*:*:x', false, false],
    ['x*:a:b:c:d:e:x', 'x:*:*:*:*:x', false, false],
    ['x*:a:b:c:d:e:x', 'x:*:*:*:*:*x', false, true],
    ['a*:b', 'a:?:b:c:d:b', true, true],
    ['a:::b', 'a:?:b:c:d:b', false, false],
  ])('%j covers %j: %j; intersects: %j', (a, b, isCovered, doIntersect) => {
    expect(coversResource(a, b)).toBe(isCovered);
    expect(intersectsResource(a, b)).toBe(doIntersect);
    expect(intersectsResource(b, a)).toBe(doIntersect);
  });

  const part = fc.array(fc.constantFrom('a', 'b', '*', '?'), { maxLength: 3 }).map((chars) => chars.join(''));
  const pattern = fc.oneof(
    fc.array(part, { minLength: 5, maxLength: 8 }).map((parts) => parts.join(':')),
    fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(':')),
  );
  const fill = fc.constantFrom('', 'a', 'z', 'ab', ':', 'a:b');

  it('keeps the laws of inclusion and intersection', () => {
    fc.assert(
      fc.property(pattern, pattern, pattern, fill, (a, b, c, text) => {
        const arn = b.replaceAll('*', text).replaceAll('?', 'z');
        if (!text.includes(':')) expect(matchesResource(b, arn)).toBe(true);
        expect(coversResource(a, a)).toBe(true);
        expect(intersectsResource(a, b)).toBe(intersectsResource(b, a));
        if (coversResource(a, b) && coversResource(b, c)) expect(coversResource(a, c)).toBe(true);
        if (coversResource(a, b)) expect(intersectsResource(a, b)).toBe(true);
        if (matchesResource(b, arn)) {
          if (coversResource(a, b)) expect(matchesResource(a, arn)).toBe(true);
          if (matchesResource(a, arn)) expect(intersectsResource(a, b)).toBe(true);
        }
        const isArnLiteral = !/[*?]/.test(c);
        if (isArnLiteral) expect(intersectsResource(a, c)).toBe(matchesResource(a, c));
        if (isArnLiteral) expect(coversResource(a, c)).toBe(matchesResource(a, c));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('matchesArnLike', () => {
  it.each([
    ['arn:aws:iam::*:role/a*', 'arn:aws:iam::111122223333:role/abc', true],
    ['arn:aws:iam::*:role/a*', 'arn:aws:iam::111122223333:role/b', false],
    ['arn:*:iam:*:*:role/a', 'arn:aws:iam::111122223333:role/a', true],
    ['*', 'arn:aws:iam::111122223333:role/a', undefined],
    ['arn:aws:iam::*', 'arn:aws:iam::111122223333:role/a', undefined],
    ['arn:aws:iam::*:role/a', 'AROAEXAMPLE:session', undefined],
    ['*:*:*:*:*:*', 'a:b:c:d:e:f', undefined],
  ])('%j, %j: %j', (pattern, value, expected) => {
    expect(matchesArnLike(pattern, value)).toBe(expected);
  });
});

describe('actions', () => {
  it('compare without letter case', () => {
    expect(matchesAction('S3:get*', 's3:GetObject')).toBe(true);
    expect(matchesAction('s3:get', 's3:GetObject')).toBe(false);
    expect(matchesAction('*', 's3:GetObject')).toBe(true);
    expect(matchesAction('s3*', 's3:GetObject')).toBe(true);
    expect(coversAction('s3:*', 'S3:Get*')).toBe(true);
    expect(coversAction('*', 's3:*')).toBe(true);
    expect(coversAction('s3:*', '*')).toBe(false);
    expect(intersectsAction('s3:*Object', 'S3:get*')).toBe(true);
    expect(intersectsAction('s3:*Object', 's3:get*Acl')).toBe(false);
  });
});

describe('partitions and Regions', () => {
  it('knows those AWS has', () => {
    expect(partitions.map((entry) => entry.partition)).toContain('aws-us-gov');
    expect(isKnownPartition('aws-cn')).toBe(true);
    expect(isKnownPartition('AWS')).toBe(false);
    expect(isKnownRegion('eu-central-1')).toBe(true);
    expect(isKnownRegion('eu-central-1', 'aws-cn')).toBe(false);
    expect(isKnownRegion('cn-north-1', 'aws-cn')).toBe(true);
    expect(isKnownRegion('aws-global')).toBe(false);
    expect(isKnownRegion('us-east-1', 'nowhere')).toBe(false);
  });

  it('recognises the shape of a newer Region', () => {
    expect(isKnownRegion('eu-west-9')).toBe(false);
    expect(looksLikeRegion('eu-west-9')).toBe(true);
    expect(looksLikeRegion('eu-west-9', 'aws-cn')).toBe(false);
    expect(looksLikeRegion('eu-west')).toBe(false);
    expect(looksLikeRegion('us-' + 'a'.repeat(100_000))).toBe(false);
  });

  it('agrees with itself: every Region has the shape of its partition', () => {
    for (const { partition, regions } of partitions) {
      for (const region of regions) expect(looksLikeRegion(region, partition)).toBe(true);
    }
  });
});

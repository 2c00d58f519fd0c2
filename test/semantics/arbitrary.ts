/** Small worlds of policies and requests in which much of both overlaps. */
import fc from 'fast-check';
import type { Doc } from './build.ts';
import type { PlainRequest } from './literal-evaluator.ts';

const someOf = (texts: readonly string[], max = 3) =>
  fc.uniqueArray(fc.constantFrom(...texts), { minLength: 1, maxLength: max });

const actions = [
  '*',
  's3:*',
  's3:Get*',
  'S3:getobject',
  's3:PutObject',
  's3:*Object',
  's3:?etObject',
  'ec2:*',
  's*:Get*',
  '*:*Object*',
];
const resources = [
  '*', 'arn:aws:s3:::a/*', 'arn:aws:s3:::a/b*', 'arn:aws:s3:::a/b', 'arn:aws:s3*', 'arn:aws:s3:*:*:a*', 'arn:aws:s3:::*/b',
  'arn:aws:s3:::a/${k}/*', 'arn:aws:s3:::a/${k}', "arn:aws:s3:::a/${k, 'b'}", 'arn:aws:s3:::a/?', 'arn:aws:s3:::a/${m}*', 'arn:*:s3:::a/*b',
]; // prettier-ignore
const texts = ['a', 'A', 'b', 'a*', '*', '?', 'b*', '${k}', "${k, 'a'}", 'ab', 'x${m}', '*b'];
const numbers = ['1', '2', '2.5', '10'];
const dates = ['2024-01-01T00:00:00Z', '2024-01-01T00:00:01Z', '2025-06-01T12:00:00Z'];
const blocks = ['10.0.0.0/8', '10.0.0.0/9', '10.128.0.0/9', '0.0.0.0/0', '::/0', '2001:db8::/32', '10.0.0.1'];
const arns = [
  'arn:aws:sns:*:*:t',
  'arn:aws:sns:eu:111122223333:*',
  'arn:*:sns:eu:*:t*',
  'arn:aws:sns:eu:111122223333:${k}',
  'arn:aws:sns:*:1111*:t',
];

const qualified = (bases: readonly string[], sets: boolean) =>
  fc
    .tuple(
      fc.constantFrom('', '', '', ...(sets ? ['ForAllValues:', 'ForAnyValue:'] : [])),
      fc.constantFrom(...bases),
      fc.constantFrom('', '', 'IfExists'),
    )
    .map((parts) => parts.join(''));

const stringOps = [
  'StringEquals',
  'StringNotEquals',
  'StringLike',
  'StringNotLike',
  'StringEqualsIgnoreCase',
  'StringNotEqualsIgnoreCase',
];
const orders = ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];

const block = (operator: fc.Arbitrary<string>, key: fc.Arbitrary<string>, values: readonly string[]) =>
  fc
    .tuple(operator, key, someOf(values))
    .map(([name, on, list]) => ({ [name]: { [on]: list.length === 1 ? list[0]! : list } }));

const condition = fc.oneof(
  { weight: 4, arbitrary: block(qualified(stringOps, false), fc.constantFrom('k', 'm'), texts) },
  {
    weight: 3,
    arbitrary: block(
      qualified(stringOps, true),
      fc.constantFrom('l', 'L'),
      texts.filter((text) => !text.includes('$')),
    ),
  },
  block(
    qualified(
      orders.map((order) => `Numeric${order}`),
      false,
    ),
    fc.constant('n'),
    numbers,
  ),
  block(
    qualified(
      orders.map((order) => `Date${order}`),
      false,
    ),
    fc.constant('d'),
    dates,
  ),
  block(qualified(['IpAddress', 'NotIpAddress'], false), fc.constant('i'), blocks),
  block(qualified(['ArnLike', 'ArnNotLike', 'ArnEquals'], false), fc.constant('r'), arns),
  block(qualified(['Bool'], false), fc.constant('t'), ['true', 'false']),
  block(qualified(['BinaryEquals'], false), fc.constant('y'), ['QQ==', 'Qg==']),
  block(fc.constant('Null'), fc.constantFrom('k', 'l', 'n', 'r'), ['true', 'false']),
);

const conditions = fc.array(condition, { maxLength: 2 }).map((blocks): Doc => {
  const merged: Record<string, Record<string, unknown>> = {};
  for (const one of blocks)
    for (const [operator, keys] of Object.entries(one)) merged[operator] = { ...merged[operator], ...keys };
  return merged;
});

const principals = [
  '*', '111122223333', 'arn:aws:iam::111122223333:user/u', 'arn:aws:iam::111122223333:role/r', 'arn:aws:sts::111122223333:assumed-role/r/s',
  'arn:aws:iam::444455556666:root', 'arn:aws:iam::444455556666:user/u',
]; // prettier-ignore

const principal = fc.oneof(
  fc.constant<unknown>('*'),
  someOf(principals).map((AWS): unknown => ({ AWS })),
  fc.constant<unknown>({ Service: 'sns.amazonaws.com' }),
);

/** A statement; with principals for policies of resources. */
export const statement = (withPrincipals: boolean): fc.Arbitrary<Doc> =>
  fc
    .record({
      effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
      actions: someOf(actions),
      notAction: fc.nat(5),
      resources: someOf(resources),
      notResource: fc.nat(5),
      conditions: fc.oneof({ weight: 1, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: conditions }),
      principal,
      notPrincipal: fc.nat(5),
    })
    .map((parts) => ({
      Effect: parts.effect,
      ...(withPrincipals && {
        [parts.notPrincipal === 0 && parts.principal !== '*' ? 'NotPrincipal' : 'Principal']: parts.principal,
      }),
      [parts.notAction === 0 ? 'NotAction' : 'Action']: parts.actions,
      [parts.notResource === 0 ? 'NotResource' : 'Resource']: parts.resources,
      ...(Object.keys(parts.conditions).length > 0 && { Condition: parts.conditions }),
    }));

export const document = (withPrincipals: boolean, max = 4): fc.Arbitrary<Doc> =>
  fc
    .tuple(
      fc.constantFrom('2012-10-17', '2012-10-17', '2012-10-17', '2008-10-17'),
      fc.array(statement(withPrincipals), { minLength: 1, maxLength: max }),
    )
    .map(([Version, Statement]) => ({ Version, Statement }));

const values = ['a', 'A', 'b', 'ab', 'xa', 'xb', '', 'B', '*', '${k}', 'zz'];

/** A request of the same world; every key at most once. */
export const request: fc.Arbitrary<PlainRequest> = fc
  .record({
    principal: fc.constantFrom(
      ...principals,
      'sns.amazonaws.com',
      'sqs.amazonaws.com',
      'arn:aws:iam::777788889999:user/z',
      'arn:aws:sts::111122223333:assumed-role/q/s',
      'arn:aws:sts::111122223333:assumed-role/r/t',
    ),
    action: fc.constantFrom(
      's3:GetObject',
      's3:PutObject',
      'S3:GetBucket',
      'ec2:Run',
      'iam:GetUser',
      'sx:GetObjects',
      's3:Object',
    ),
    resource: fc.constantFrom(
      '*',
      'arn:aws:s3:::a/b',
      'arn:aws:s3:::a/b/c',
      'arn:aws:s3:::a/bc',
      'arn:aws:s3:::a/a/x',
      'arn:aws:s3:::a/${k}/*',
      'arn:aws:s3:eu:1:a/b',
      'arn:aws:s3:::c/b',
      'arn:aws:s3:::a/',
      'arn:aws:s3:::a/a',
      'arn:aws-cn:s3:::a/ab',
      'arn:aws:sqs:eu:1:q',
      'arn:aws:s3:::a/x:b',
      'arn:aws:s3:::a/zz/q',
    ),
    context: fc.record(
      {
        k: fc.constantFrom(...values),
        m: fc.constantFrom(...values),
        L: fc.oneof(
          fc.constantFrom<string | string[]>(...values),
          fc.uniqueArray(fc.constantFrom(...values), { maxLength: 3 }),
        ),
        n: fc.constantFrom('0', '1', '1.5', '2', '2.25', '2.5', '9', '10', '11'),
        d: fc.constantFrom(
          '2023-12-31T23:59:59Z',
          '2024-01-01T00:00:00Z',
          '2024-01-01T00:00:01Z',
          '2025-01-01T00:00:00Z',
          '2026-01-01T00:00:00Z',
        ),
        i: fc.constantFrom('10.0.0.1', '10.1.2.3', '10.200.0.1', '11.0.0.1', '2001:db8::5', '::1'),
        r: fc.constantFrom(
          'arn:aws:sns:eu:111122223333:t',
          'arn:aws:sns:us:1:t',
          'arn:aws:sns:eu:111122223333:b',
          'arn:aws-cn:sns:eu:1:tt',
          'arn:aws:sns:eu:1111:t:x',
        ),
        t: fc.constantFrom('true', 'false', 'True'),
        y: fc.constantFrom('QQ==', 'Qg==', 'Qw=='),
      },
      { requiredKeys: [] },
    ),
  })
  .map((made) => made as PlainRequest);

/** Figures of the evaluator and the comparator: `npx tsx scripts/bench-semantics.ts`. */
import { parsePolicy } from '../src/policy/parse.ts';
import type { PolicyType } from '../src/policy/model.ts';
import { compilePolicy } from '../src/semantics/compile.ts';
import { checkNoNewAccess } from '../src/semantics/compare/checks.ts';
import { simulate } from '../src/semantics/simulate.ts';

const source = { pointer: '', locate: () => ({}) };
const policy = (statements: readonly object[], type: PolicyType = 'identity') =>
  parsePolicy({ Version: '2012-10-17', Statement: statements }, { type, source });

function ordinaryStatements(): object[] {
  return [
    { Sid: 'List', Effect: 'Allow', Action: ['s3:ListAllMyBuckets', 's3:GetBucketLocation'], Resource: '*' },
    { Sid: 'Home', Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::bucket/home/${aws:username}/*' },
    {
      Sid: 'Read',
      Effect: 'Allow',
      Action: ['s3:Get*', 's3:List*'],
      Resource: ['arn:aws:s3:::data', 'arn:aws:s3:::data/*'],
      Condition: {
        IpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '203.0.113.0/24'] },
        Bool: { 'aws:SecureTransport': 'true' },
      },
    },
    { Sid: 'Ec2', Effect: 'Allow', Action: ['ec2:Describe*', 'ec2:StartInstances'], Resource: '*' },
    {
      Sid: 'NoMfa',
      Effect: 'Deny',
      NotAction: ['iam:*', 'sts:*'],
      Resource: '*',
      Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    },
  ];
}

function benchSimulate(): void {
  const sets = { identity: [compilePolicy(policy(ordinaryStatements())), compilePolicy(policy(ordinaryStatements()))] };
  const request = {
    principal: 'arn:aws:iam::111122223333:user/ana',
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::data/report.csv',
    context: {
      'aws:SourceIp': '203.0.113.7',
      'aws:SecureTransport': 'true',
      'aws:username': 'ana',
      'aws:MultiFactorAuthPresent': 'true',
    },
  };
  let allowed = 0;
  const run = (count: number): number => {
    const start = performance.now();
    for (let at = 0; at < count; at++) if (simulate(request, sets).decision === 'allowed') allowed++;
    return count / ((performance.now() - start) / 1000);
  };
  run(50_000);
  console.log(
    `simulate: ${Math.round(run(300_000)).toLocaleString('en')} evaluations a second (${allowed > 0 ? 'allowed' : 'denied'})`,
  );
}

benchSimulate();

function median(times: number[]): number {
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

function benchCheck(name: string, existing: readonly object[], next: readonly object[], rounds: number): void {
  const before = policy(existing);
  const after = policy(next);
  let answer = '';
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now();
    const result = checkNoNewAccess(before, after);
    answer = result.result === 'UNKNOWN' ? `UNKNOWN: ${result.unknownReason}` : result.result;
    return performance.now() - start;
  });
  const first = times[0] ?? 0;
  console.log(`${name}: median ${median(times).toFixed(2)} ms, first ${first.toFixed(1)} ms, ${answer}`);
}

const many = (make: (statement: number, pattern: number) => string, rest: object = {}, element = 'Resource') =>
  Array.from({ length: 20 }, (_, statement) => ({
    Effect: 'Allow',
    Action: 's3:*',
    Resource: '*',
    [element]: Array.from({ length: 50 }, (_, pattern) => make(statement, pattern)),
    ...rest,
  }));

const ordinary = ordinaryStatements();
benchCheck('5 statements, same', ordinary, ordinary, 400);
benchCheck('5 statements, narrower', ordinary, ordinary.slice(1), 400);
benchCheck('5 statements, one more', ordinary.slice(1), ordinary, 400);
benchCheck(
  '20x50 prefixes',
  many((s, p) => `arn:aws:s3:::bucket-${s}-${p}/*`),
  many((s, p) => `arn:aws:s3:::bucket-${s}-${p}/x*`),
  15,
);
benchCheck(
  '20x50 prefixes, other',
  many((s, p) => `arn:aws:s3:::bucket-${s}-${p}/*`),
  many((s, p) => `arn:aws:s3:::bucket-${s + 5}-${p}/*`),
  15,
);
benchCheck(
  '20x50 in parts',
  many((s, p) => `arn:aws:dynamodb:*:*:table/t-${s}-${p}*`),
  many((s, p) => `arn:aws:dynamodb:*:*:table/t-${s}-${p}-*`),
  15,
);
benchCheck(
  '20x50 infix',
  many((s, p) => `arn:aws:s3:::b${s}/*/${p}.log`),
  many((s, p) => `arn:aws:s3:::b${s}/*/x/${p}.log`),
  15,
);
benchCheck(
  '20x50 infix, wider',
  many((s, p) => `arn:aws:s3:::b${s}/*/${p}.log`),
  many((s, p) => `arn:aws:s3:::b${s}/*${p}.log`),
  15,
);
benchCheck(
  'star against 20x50',
  many((s, p) => `arn:aws:s3:::bucket-${s}-${p}/*`),
  [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
  15,
);
benchCheck(
  '20x50 actions',
  many((s, p) => `svc${s}:Get${p}*`, {}, 'Action'),
  many((s, p) => `svc${s}:Get${p}x`, {}, 'Action'),
  15,
);
benchCheck(
  '20x50 NotResource',
  many((s, p) => `arn:aws:s3:::bucket-${s}-${p}/*`).map(({ Resource, ...rest }) => ({
    ...rest,
    NotResource: Resource,
  })),
  many((s, p) => `arn:aws:s3:::bucket-${s}-${p}/*`),
  5,
);
const condition = (s: number, p: number) => ({
  Condition: { StringLike: { 's3:prefix': [`home-${s}-${p}/*`, `x-${s}*`] } },
});
benchCheck(
  'conditions, 20 statements',
  many((s, p) => `arn:aws:s3:::b-${s}-${p}`).map((one, s) => ({ ...one, ...condition(s, 1) })),
  many((s, p) => `arn:aws:s3:::b-${s}-${p}`).map((one, s) => ({ ...one, ...condition(s, 1) })),
  15,
);
benchCheck(
  '200 overlapping infixes',
  [{ Effect: 'Allow', Action: '*', Resource: Array.from({ length: 200 }, (_, at) => `*x${at}y*`) }],
  [{ Effect: 'Allow', Action: '*', Resource: '*z*' }],
  3,
);
benchCheck(
  '30 conditions',
  Array.from({ length: 30 }, (_, at) => ({
    Effect: 'Allow',
    Action: '*',
    Resource: '*',
    Condition: { StringEquals: { [`k${at}`]: 'a' } },
  })),
  [{ Effect: 'Allow', Action: '*', Resource: '*', Condition: { StringEquals: { z: 'a' } } }],
  3,
);
benchCheck(
  '24 denied pairs',
  [
    { Effect: 'Allow', Action: '*', Resource: '*', Condition: { StringEquals: { z: 'b' } } },
    ...Array.from({ length: 24 }, (_, at) => ({
      Effect: 'Allow',
      Action: '*',
      Resource: '*',
      Condition: { StringEquals: { [`k${at}`]: 'a', [`k${(at + 7) % 24}`]: 'a' } },
    })),
  ],
  [{ Effect: 'Allow', Action: '*', Resource: '*', Condition: { StringEquals: { z: 'a' } } }],
  3,
);

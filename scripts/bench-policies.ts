/** Realistic policies from a seed: the sizes and shapes of AWS managed policies, a few of them with mistakes. */

const services = {
  s3: ['GetObject', 'PutObject', 'ListBucket', 'DeleteObject', 'GetBucketLocation', 'GetObjectTagging'],
  ec2: ['DescribeInstances', 'RunInstances', 'CreateTags', 'DescribeSubnets', 'StopInstances', 'DescribeVpcs'],
  dynamodb: ['GetItem', 'PutItem', 'Query', 'UpdateItem', 'BatchGetItem', 'DescribeTable'],
  logs: ['CreateLogGroup', 'CreateLogStream', 'PutLogEvents', 'DescribeLogStreams'],
  sqs: ['SendMessage', 'ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'],
  kms: ['Decrypt', 'Encrypt', 'GenerateDataKey', 'DescribeKey'],
  iam: ['GetRole', 'ListRoles', 'PassRole', 'GetPolicy'],
  lambda: ['InvokeFunction', 'GetFunction', 'ListFunctions', 'UpdateFunctionCode'],
} as const;

const resources: Readonly<Record<keyof typeof services, string>> = {
  s3: 'arn:aws:s3:::bucket-N/*',
  ec2: '*',
  dynamodb: 'arn:aws:dynamodb:*:*:table/table-N',
  logs: 'arn:aws:logs:*:*:log-group:/aws/app-N:*',
  sqs: 'arn:aws:sqs:*:*:queue-N',
  kms: 'arn:aws:kms:*:*:key/*',
  iam: 'arn:aws:iam::*:role/service-N',
  lambda: 'arn:aws:lambda:*:*:function:function-N',
};

/** A small generator with a known sequence (mulberry32): the same seed gives the same policy everywhere. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function generatePolicy(seed: number): string {
  const random = randomOf(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const names = Object.keys(services) as (keyof typeof services)[];
  const count = 1 + Math.floor(random() * 24);
  const statements = Array.from({ length: count }, (_, index) => {
    const service = pick(names);
    const actions = services[service].filter(() => random() < 0.7).map((name) => `${service}:${name}`);
    const condition = {
      StringEquals: { [`aws:ResourceTag/team-${index}`]: 'platform' },
      Bool: { 'aws:SecureTransport': 'true' },
    };
    return {
      Sid: `Statement${index}`,
      Effect: random() < 0.9 ? 'Allow' : 'Deny',
      Action: actions.length > 0 ? actions : `${service}:*`,
      Resource: resources[service].replace('N', String(index)),
      ...(random() < 0.2 && { Condition: condition }),
    };
  });
  return JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 4);
}

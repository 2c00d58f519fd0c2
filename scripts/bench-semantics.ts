/** Figures of the evaluator and the comparator: `npx tsx scripts/bench-semantics.ts`. */
import { parsePolicy } from '../src/policy/parse.ts';
import type { PolicyType } from '../src/policy/model.ts';
import { compilePolicy } from '../src/semantics/compile.ts';
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

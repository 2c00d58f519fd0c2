import rule from '../../../src/rules/policies/unique-sids-recommended.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (...sids: readonly unknown[]) => ({
  Version: '2012-10-17',
  Statement: sids.map((Sid, index) => ({
    Sid,
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::reports-${index}/*`,
  })),
});

testRule(rule, {
  valid: [
    { name: 'different Sids', type: 'resource', policy: policy('A', 'B') },
    { name: 'no Sids', type: 'trust', policy: policy(undefined, undefined) },
    { name: 'an identity policy, for which there is another rule', policy: policy('A', 'A') },
    {
      name: 'a queue policy, for which there is another rule',
      type: 'resource',
      resourceType: 'AWS::SQS::Queue',
      policy: policy('A', 'A'),
    },
  ],
  invalid: [
    {
      name: 'a bucket policy',
      type: 'resource',
      resourceType: 'AWS::S3::Bucket',
      policy: policy('A', 'A'),
      findings: [{ message: 'repeated', at: '/Statement/1/Sid', line: 11, column: 14, endColumn: 17, related: 1 }],
    },
    {
      name: 'a resource policy of an unknown type',
      type: 'resource',
      policy: policy('A', 'A'),
      findings: [{ message: 'repeated' }],
    },
    { name: 'a trust policy', type: 'trust', policy: policy('A', 'A'), findings: [{ message: 'repeated' }] },
  ],
});

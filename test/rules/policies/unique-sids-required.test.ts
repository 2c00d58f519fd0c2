import rule from '../../../src/rules/policies/unique-sids-required.ts';
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
    { name: 'different Sids', policy: policy('A', 'B') },
    { name: 'the same in another letter case', policy: policy('Read', 'read') },
    { name: 'no Sids', policy: policy(undefined, undefined) },
    { name: 'empty ones, which another rule reports', policy: policy('', '') },
    { name: 'a bucket policy', type: 'resource', resourceType: 'AWS::S3::Bucket', policy: policy('A', 'A') },
    { name: 'a resource policy of an unknown type', type: 'resource', policy: policy('A', 'A') },
    { name: 'a trust policy', type: 'trust', policy: policy('A', 'A') },
  ],
  invalid: [
    {
      name: 'one that repeats',
      policy: policy('A', 'B', 'A'),
      findings: [
        { message: 'repeated', at: '/Statement/2/Sid', line: 17, column: 14, endColumn: 17, text: '"A"', related: 1 },
      ],
    },
    {
      name: 'in an SCP, twice',
      type: 'scp',
      policy: policy('A', 'A', 'A'),
      findings: [
        { message: 'repeated', at: '/Statement/1/Sid' },
        { message: 'repeated', at: '/Statement/2/Sid' },
      ],
    },
    {
      name: 'in a topic policy',
      type: 'resource',
      resourceType: 'AWS::SNS::Topic',
      policy: policy('A', 'A'),
      findings: [{ message: 'repeated' }],
    },
  ],
});

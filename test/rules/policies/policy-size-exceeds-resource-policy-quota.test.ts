import rule from '../../../src/rules/policies/policy-size-exceeds-resource-policy-quota.ts';
import { testRule } from '../../support/rule-tester.ts';

/** A policy of that many characters without white space. */
function policy(length: number, gap = '') {
  const make = (name: string) => ({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::reports/${name}${gap}` }],
  });
  return make('x'.repeat(length - JSON.stringify(make('')).length + gap.length));
}

testRule(rule, {
  valid: [
    {
      name: 'exactly the quota',
      type: 'resource',
      resourceType: 'AWS::S3::Bucket',
      policy: policy(20480),
      asWritten: true,
    },
    { name: 'short', type: 'resource', resourceType: 'AWS::S3::Bucket', policy: policy(200) },
    { name: 'an unknown service', type: 'resource', policy: policy(30_000), skipped: 'resource type is not given' },
    {
      name: 'another service',
      type: 'resource',
      resourceType: 'AWS::Glue::Catalog',
      policy: policy(30_000),
      skipped: 'AWS::Glue::Catalog',
    },
    { name: 'an unknown service within every quota', type: 'resource', policy: policy(8000) },
  ],
  invalid: [
    {
      name: 'one too many',
      type: 'resource',
      resourceType: 'AWS::S3::Bucket',
      policy: policy(20481),
      asWritten: true,
      findings: [
        { message: 'over', at: '', line: 1, column: 1, text: '20,481', evidence: { size: 20481, quota: 20480 } },
      ],
    },
    {
      name: 'a queue',
      type: 'resource',
      resourceType: 'AWS::SQS::Queue',
      policy: policy(9000),
      findings: [{ message: 'over', text: '8,192' }],
    },
  ],
});

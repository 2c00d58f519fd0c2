import rule from '../../../src/rules/policies/unsupported-resource-arn-in-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (resource: unknown) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: resource }],
});

const bucket = { type: 'resource', resourceType: 'AWS::S3::Bucket' } as const;
const key = 'arn:aws:kms:us-east-1:111122223333:key/11112222-3333-4444-5555-666677778888';
const snapshot = 'arn:aws:ec2:us-east-1::snapshot/*';

testRule(rule, {
  valid: [
    { name: 'its own service', ...bucket, policy: policy(['arn:aws:s3:::reports', 'arn:aws:s3:::reports/*']) },
    { name: 'the resource itself', ...bucket, policy: policy('*') },
    { name: 'a resource of unknown type', type: 'resource', policy: policy(key) },
    { name: 'a pattern for services', ...bucket, policy: policy('arn:aws:*:::reports') },
    { name: 'a service that does not exist, which another rule reports', ...bucket, policy: policy('arn:aws:s33:::x') },
    { name: 'capitals, which another rule reports', ...bucket, policy: policy('arn:aws:S3:::x') },
    {
      name: 'what a backup vault keeps',
      type: 'resource',
      resourceType: 'AWS::Backup::BackupVault',
      policy: policy(snapshot),
    },
  ],
  invalid: [
    {
      name: 'a key in a bucket policy',
      ...bucket,
      policy: policy(['arn:aws:s3:::reports', key]),
      findings: [{ message: 'arn', at: '/Statement/0/Resource/1', text: 'only ARNs of s3 can' }],
    },
    {
      name: 'a bucket in a queue policy',
      type: 'resource',
      resourceType: 'AWS::SQS::Queue',
      policy: policy('arn:aws:s3:::reports'),
      findings: [{ message: 'arn', at: '/Statement/0/Resource', text: 'AWS::SQS::Queue' }],
    },
  ],
});

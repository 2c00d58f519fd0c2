import rule from '../../../src/rules/policies/unsupported-action-in-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (action: unknown, element = 'Action') => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', [element]: action, Resource: '*' }],
});

const bucket = { type: 'resource', resourceType: 'AWS::S3::Bucket' } as const;

testRule(rule, {
  valid: [
    { name: 'its own service', ...bucket, policy: policy(['s3:GetObject', 'S3:Put*']) },
    { name: 'all actions', ...bucket, policy: policy('*') },
    { name: 'a resource of unknown type', type: 'resource', policy: policy('kms:Decrypt') },
    { name: 'a VPC endpoint', type: 'resource', resourceType: 'AWS::EC2::VPCEndpoint', policy: policy('kms:Decrypt') },
    { name: 'excluded', ...bucket, policy: policy('kms:Decrypt', 'NotAction') },
    { name: 'a service that does not exist, which another rule reports', ...bucket, policy: policy('s33:GetObject') },
    { name: 'an identity policy', resourceType: 'AWS::S3::Bucket', policy: policy('kms:*') },
    {
      name: 'a trust policy',
      type: 'trust',
      policy: policy(['sts:AssumeRole', 'STS:TagSession', 'sts:SetSourceIdentity', 'sts:*', '*']),
    },
  ],
  invalid: [
    {
      name: 'another service in a bucket policy',
      ...bucket,
      policy: policy(['s3:GetObject', 'kms:Decrypt']),
      findings: [{ message: 'action', at: '/Statement/0/Action/1', text: 'only actions of s3 can' }],
    },
    {
      name: 'all actions of another service, for a key',
      type: 'resource',
      resourceType: 'AWS::KMS::Key',
      policy: policy('s3:*'),
      findings: [{ message: 'action', at: '/Statement/0/Action', text: 'AWS::KMS::Key' }],
    },
    {
      name: 'another service in a trust policy',
      type: 'trust',
      policy: policy(['sts:AssumeRole', 's3:GetObject']),
      findings: [
        { message: 'trust', at: '/Statement/0/Action/1', text: 's3:GetObject cannot stand in a trust policy' },
      ],
    },
  ],
});

import rule from '../../../src/rules/policies/public-resource-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*', ...change },
  ],
});

const condition = (Condition: object, change: object = {}) => policy({ Condition, ...change });
const kms = { Principal: { AWS: '*' }, Action: 'kms:*', Resource: '*' };

testRule(rule, {
  valid: [
    { name: 'an account', type: 'resource', policy: policy({ Principal: { AWS: '111122223333' } }) },
    {
      name: 'the organization',
      type: 'resource',
      policy: condition({ StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } }),
    },
    {
      name: 'an endpoint, or a network',
      type: 'resource',
      policy: condition({ IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '2001:db8::/32'] } }),
    },
    {
      name: 'a path in the organization',
      type: 'resource',
      policy: condition({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-1234567890/r-ab12/*' } }),
    },
    {
      name: 'a key of an AWS service for the account',
      type: 'resource',
      policy: condition(
        { StringEquals: { 'kms:CallerAccount': '111122223333', 'kms:ViaService': 'ebs.eu-west-1.amazonaws.com' } },
        kms,
      ),
    },
    {
      name: 'a topic for the account',
      type: 'resource',
      policy: condition({ StringEquals: { 'AWS:SourceOwner': '111122223333' } }, { Action: 'sns:Publish' }),
    },
    {
      name: 'notifications of a bucket',
      type: 'resource',
      policy: condition({ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:*:*:reports' } }, { Action: 'sns:Publish' }),
    },
    { name: 'a Deny', type: 'resource', policy: policy({ Effect: 'Deny' }) },
    {
      name: 'everybody else is denied',
      type: 'resource',
      policy: {
        Version: '2012-10-17',
        Statement: [
          policy({}).Statement[0],
          {
            ...policy({}).Statement[0],
            Effect: 'Deny',
            Action: 's3:*',
            Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } },
          },
        ],
      },
    },
    {
      name: 'everybody but those with a tag is denied',
      type: 'resource',
      policy: {
        Version: '2012-10-17',
        Statement: [
          policy({}).Statement[0],
          {
            ...policy({}).Statement[0],
            Effect: 'Deny',
            Condition: { StringNotEquals: { 'aws:PrincipalTag/team': 'a' } },
          },
        ],
      },
    },
    {
      name: 'services',
      type: 'resource',
      policy: condition({ Bool: { 'aws:PrincipalIsAWSService': 'true' } }),
    },
    {
      name: 'machines in the own network',
      type: 'resource',
      policy: condition(
        { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' } },
        { Action: 'elasticfilesystem:ClientMount', Resource: '*' },
      ),
    },
    {
      name: 'calls through the URL, which has a statement of its own',
      type: 'resource',
      policy: condition(
        { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } },
        { Action: 'lambda:InvokeFunction', Resource: 'arn:aws:lambda:eu-west-1:111122223333:function:f' },
      ),
    },
    { name: 'the default of a VPC endpoint', type: 'resource', policy: policy({ Action: '*', Resource: '*' }) },
    {
      name: 'a VPC endpoint',
      type: 'resource',
      resourceType: 'AWS::EC2::VPCEndpoint',
      policy: policy({}),
    },
    { name: 'a role trust policy', type: 'trust', policy: policy({ Action: 'sts:AssumeRole', Resource: undefined }) },
  ],
  invalid: [
    {
      name: 'what a stranger is free in',
      type: 'resource',
      policy: {
        Version: '2012-10-17',
        Statement: [
          condition({ StringEquals: { 'aws:PrincipalTag/team': 'a' } }).Statement[0],
          condition({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }).Statement[0],
          condition({ Bool: { 'aws:PrincipalIsAWSService': 'false' } }).Statement[0],
          condition({ StringEquals: { 'kms:ViaService': 'ebs.eu-west-1.amazonaws.com' } }, kms).Statement[0],
          condition({ StringEquals: { 's3:ExistingObjectTag/public': 'yes' } }).Statement[0],
        ],
      },
      findings: [
        { message: 'identified', at: '/Statement/0/Principal' },
        { message: 'identified', at: '/Statement/1/Principal' },
        { message: 'identified', at: '/Statement/2/Principal' },
        { message: 'identified', at: '/Statement/3/Principal' },
        { message: 'everyone', at: '/Statement/4/Principal' },
      ],
    },
    {
      name: 'the URL of a function',
      type: 'resource',
      policy: {
        Version: '2012-10-17',
        Statement: ['NONE', 'AWS_IAM'].map(
          (type) =>
            condition(
              { StringEquals: { 'lambda:FunctionUrlAuthType': type } },
              { Action: 'lambda:InvokeFunctionUrl', Resource: 'arn:aws:lambda:eu-west-1:111122223333:function:f' },
            ).Statement[0],
        ),
      },
      findings: [
        { message: 'everyone', at: '/Statement/0/Principal' },
        { message: 'identified', at: '/Statement/1/Principal' },
      ],
    },
    {
      name: 'a Deny of others that is about something else',
      type: 'resource',
      policy: {
        Version: '2012-10-17',
        Statement: [
          policy({}).Statement[0],
          {
            ...policy({}).Statement[0],
            Effect: 'Deny',
            Resource: 'arn:aws:s3:::reports/secret/*',
            Condition: { Null: { 'aws:MultiFactorAuthAge': 'true' } },
          },
        ],
      },
      findings: [{ message: 'everyone', at: '/Statement/0/Principal' }],
    },
    {
      name: 'no condition',
      type: 'resource',
      policy: policy({}),
      findings: [{ message: 'everyone', at: '/Statement/0/Principal', text: 's3:GetObject.', severity: 'security' }],
    },
    {
      name: 'a condition that does not say who',
      type: 'resource',
      policy: condition({ Bool: { 'aws:SecureTransport': 'true' } }, { Principal: { AWS: ['*'] } }),
      findings: [{ message: 'everyone', at: '/Statement/0/Principal' }],
    },
    {
      name: 'the whole internet, and roles of a name that anyone may give',
      type: 'resource',
      policy: {
        Version: '2012-10-17',
        Statement: [
          condition({ IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }).Statement[0],
          condition({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/app' } }).Statement[0],
          condition({ StringLike: { 'aws:SourceArn': '*' } }).Statement[0],
        ],
      },
      findings: [
        { message: 'everyone', at: '/Statement/0/Principal' },
        { message: 'identified', at: '/Statement/1/Principal', text: 'Everybody with an AWS account' },
        { message: 'everyone', at: '/Statement/2/Principal' },
      ],
    },
    {
      name: 'a Deny of something else',
      type: 'resource',
      policy: {
        Version: '2012-10-17',
        Statement: [
          policy({ Action: ['s3:GetObject', 's3:ListBucket', 's3:GetObjectAcl', 's3:GetObjectTagging'] }).Statement[0],
          {
            ...policy({}).Statement[0],
            Effect: 'Deny',
            Action: 's3:PutObject',
            Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } },
          },
        ],
      },
      findings: [{ message: 'everyone', at: '/Statement/0/Principal', text: 's3:GetObjectAcl and 1 more' }],
    },
  ],
});

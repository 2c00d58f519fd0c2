import rule from '../../../src/rules/policies/restrict-access-to-service-principal.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*', ...change },
  ],
});

const service = (name: string, Condition?: object) =>
  policy({ Principal: { Service: name }, ...(Condition && { Condition }) });

testRule(rule, {
  valid: [
    {
      name: 'a source account',
      type: 'resource',
      policy: service('s3.amazonaws.com', { StringEquals: { 'AWS:SourceAccount': '111122223333' } }),
    },
    {
      name: 'a source ARN',
      type: 'resource',
      policy: service('sns.amazonaws.com', {
        ArnLike: { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:111122223333:topic' },
      }),
    },
    {
      name: 'a bucket, whose ARN has no account',
      type: 'resource',
      policy: service('s3.amazonaws.com', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::reports' } }),
    },
    {
      name: 'names that nobody else can have, in whatever account',
      type: 'resource',
      policy: {
        Version: '2012-10-17',
        Statement: [
          service('s3.amazonaws.com', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:*:*:reports' } }).Statement[0],
          service('s3.amazonaws.com', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::reports-*' } }).Statement[0],
          service('cloudfront.amazonaws.com', { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudfront::*:distribution/E1' } })
            .Statement[0],
        ],
      },
    },
    {
      name: 'the key of a topic, for alarms',
      type: 'resource',
      policy: policy({ Principal: { Service: 'cloudwatch.amazonaws.com' }, Action: 'kms:Decrypt', Resource: '*' }),
    },
    { name: 'a service that sends no source', type: 'resource', policy: service('ec2.amazonaws.com') },
    { name: 'a service of which nothing is known', type: 'resource', policy: service('new-thing.amazonaws.com') },
    {
      name: "a key's own words for the source",
      type: 'resource',
      policy: service('cloudtrail.amazonaws.com', {
        StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': 'arn:aws:cloudtrail:*:111122223333:trail/*' },
      }),
    },
    {
      name: 'a Deny of foreign sources beside it',
      type: 'resource',
      policy: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' }, Action: 'sns:Publish', Resource: '*' },
          {
            Effect: 'Deny',
            Principal: '*',
            Action: 'sns:Publish',
            Resource: '*',
            Condition: { StringNotEqualsIfExists: { 'aws:SourceAccount': '111122223333' } },
          },
        ],
      },
    },
    {
      name: 'a role for the service',
      type: 'trust',
      policy: policy({ Principal: { Service: 'ssm.amazonaws.com' }, Action: 'sts:AssumeRole', Resource: undefined }),
    },
    {
      name: 'a Deny',
      type: 'resource',
      policy: policy({ Effect: 'Deny', Principal: { Service: 's3.amazonaws.com' } }),
    },
  ],
  invalid: [
    {
      name: 'no condition',
      type: 'resource',
      policy: service('s3.amazonaws.com'),
      findings: [{ message: 'open', at: '/Statement/0/Principal/Service', severity: 'security' }],
    },
    {
      name: 'a condition that does not tell the source, and a Region in the name',
      type: 'resource',
      policy: policy({
        Principal: { Service: ['ec2.amazonaws.com', 'sns.eu-south-1.amazonaws.com', 'cloudtrail.amazonaws.com'] },
        Condition: {
          StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' },
          Null: { 'aws:SourceArn': 'false' },
        },
      }),
      findings: [
        { message: 'open', at: '/Statement/0/Principal/Service/1' },
        { message: 'open', at: '/Statement/0/Principal/Service/2', text: '"cloudtrail.amazonaws.com"' },
      ],
    },
    {
      name: 'conditions that sources of every account meet',
      type: 'resource',
      policy: {
        Version: '2012-10-17',
        Statement: [
          service('sns.amazonaws.com', { StringNotEquals: { 'aws:SourceAccount': '111122223333' } }).Statement[0],
          service('s3.amazonaws.com', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' } }).Statement[0],
          service('cloudfront.amazonaws.com', { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudfront::*:distribution/*' } })
            .Statement[0],
        ],
      },
      findings: [
        { message: 'open', at: '/Statement/0/Principal/Service' },
        { message: 'open', at: '/Statement/1/Principal/Service' },
        { message: 'open', at: '/Statement/2/Principal/Service' },
      ],
    },
    {
      name: 'services that write logs and alarms',
      type: 'resource',
      policy: policy({
        Principal: {
          Service: ['logging.s3.amazonaws.com', 'cloudwatch.amazonaws.com', 'logs.eu-west-1.amazonaws.com'],
        },
      }),
      findings: [
        { message: 'open', at: '/Statement/0/Principal/Service/0' },
        { message: 'open', at: '/Statement/0/Principal/Service/1' },
        { message: 'open', at: '/Statement/0/Principal/Service/2' },
      ],
    },
  ],
});

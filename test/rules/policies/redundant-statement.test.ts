import rule from '../../../src/rules/policies/redundant-statement.ts';
import { testRule } from '../../support/rule-tester.ts';

const read = { Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket'], Resource: '*' };
const pass = { Effect: 'Allow', Action: 'iam:PassRole', Resource: 'arn:aws:iam::*:role/*' };
const policy = (...statements: readonly object[]) => ({ Version: '2012-10-17', Statement: statements });

testRule(rule, {
  valid: [
    { name: 'one statement', policy: policy(read) },
    { name: 'another effect', policy: policy(read, { ...read, Effect: 'Deny' }) },
    { name: 'another resource', policy: policy(read, { ...read, Resource: 'arn:aws:s3:::reports' }) },
    { name: 'one covers the other, but they differ', policy: policy(read, { ...read, Action: 's3:GetObject' }) },
    {
      name: 'a condition more',
      policy: policy(read, { ...read, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
    },
    {
      name: 'the same values under NotAction',
      policy: policy(read, { Effect: 'Allow', NotAction: read.Action, Resource: '*' }),
    },
    {
      name: 'another operator',
      policy: policy(
        { ...read, Condition: { StringEquals: { 'aws:username': 'a*' } } },
        { ...read, Condition: { StringLike: { 'aws:username': 'a*' } } },
      ),
    },
    {
      name: 'other conditions on the same key',
      policy: policy(
        { ...read, Condition: { StringLike: { 'aws:username': 'a*' } } },
        { ...read, Condition: { StringLikeIfExists: { 'aws:username': 'a*' } } },
      ),
    },
    {
      name: 'a variable that the older version takes for text',
      policy: policy(
        { ...read, Resource: 'arn:aws:s3:::b/${aws:username}' },
        { ...read, Resource: 'arn:aws:s3:::b/${aws:userid}' },
      ),
    },
    {
      name: 'another value of the only condition',
      policy: policy(
        { ...pass, Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } } },
        { ...pass, Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } } },
      ),
    },
    {
      name: 'two damaged statements, which another rule reports',
      policy: policy({ ...read, Effect: 1 }, { ...read, Effect: 2 }),
    },
  ],
  invalid: [
    {
      name: 'the same but for the Sid, the order and the form',
      policy: policy(
        { Sid: 'Read', ...read },
        { Effect: 'Deny', Action: '*', Resource: '*' },
        { Sid: 'Again', Effect: 'Allow', Action: ['s3:listbucket', 's3:GetObject'], Resource: ['*'] },
      ),
      findings: [{ message: 'repeated', at: '/Statement/2', text: 'statement 1 (Read)', related: 1 }],
      output: policy({ Sid: 'Read', ...read }, { Effect: 'Deny', Action: '*', Resource: '*' }),
    },
    {
      name: 'with conditions',
      policy: policy(
        { ...read, Condition: { StringEquals: { 'aws:username': ['a', 'b'] } } },
        { ...read, Condition: { StringEquals: { 'aws:UserName': ['b', 'a'] } } },
      ),
      findings: [{ message: 'repeated', at: '/Statement/1' }],
      output: policy({ ...read, Condition: { StringEquals: { 'aws:username': ['a', 'b'] } } }),
    },
    {
      name: 'with principals',
      type: 'resource',
      policy: policy({ ...read, Principal: '*' }, { ...read, Principal: { AWS: '*' } }),
      findings: [{ message: 'repeated', at: '/Statement/1' }],
      output: policy({ ...read, Principal: '*' }),
    },
    {
      name: 'the same in other words',
      policy: policy(
        { Effect: 'Allow', Action: ['s3:*', 's3:Get*'], Resource: ['arn:aws:s3:::a*', 'arn:aws:s3:::ab'] },
        { Effect: 'Allow', Action: 'S3:*', Resource: 'arn:aws:s3:::a*' },
      ),
      findings: [{ message: 'repeated', at: '/Statement/1' }],
      output: policy({
        Effect: 'Allow',
        Action: ['s3:*', 's3:Get*'],
        Resource: ['arn:aws:s3:::a*', 'arn:aws:s3:::ab'],
      }),
    },
    {
      name: 'the same values of the only condition beside resources in other words',
      policy: policy(
        { ...pass, Condition: { StringEquals: { 'iam:PassedToService': ['a.com', 'b.com', 'a.com'] } } },
        {
          ...pass,
          Resource: [pass.Resource, `${pass.Resource}x`],
          Condition: { StringEquals: { 'iam:PassedToService': ['b.com', 'a.com'] } },
        },
      ),
      findings: [{ message: 'repeated', at: '/Statement/1' }],
      output: policy({ ...pass, Condition: { StringEquals: { 'iam:PassedToService': ['a.com', 'b.com', 'a.com'] } } }),
    },
    {
      name: 'conditions that mean the same',
      policy: policy(
        { ...read, Condition: { IpAddress: { 'aws:SourceIp': ['10.0.0.0/9', '10.128.0.0/9'] } } },
        { ...read, Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } },
      ),
      findings: [{ message: 'repeated', at: '/Statement/1' }],
      output: policy({ ...read, Condition: { IpAddress: { 'aws:SourceIp': ['10.0.0.0/9', '10.128.0.0/9'] } } }),
    },
  ],
});

import rule from '../../../src/rules/policies/create-slr-with-star-in-action-and-resource.ts';
import { testRule } from '../../support/rule-tester.ts';

const allow = (rest: object, effect = 'Allow') => ({
  Version: '2012-10-17',
  Statement: [{ Effect: effect, ...rest }],
});

testRule(rule, {
  valid: [
    {
      name: 'the service is named in a condition, letter case aside',
      policy: allow({
        Action: ['s3:GetObject', 'iam:Create*'],
        Resource: '*',
        Condition: { StringEquals: { 'iam:AWSServiceName': 'ecs.amazonaws.com' } },
      }),
    },
    {
      name: 'one role',
      policy: allow({
        Action: ['s3:GetObject', 'iam:Create*'],
        Resource: 'arn:aws:iam::111122223333:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS',
      }),
    },
    { name: 'a Deny', policy: allow({ Action: ['s3:GetObject', 'iam:Create*'], Resource: '*' }, 'Deny') },
    { name: 'another action', policy: allow({ Action: 'iam:Get*', Resource: '*' }) },
    {
      name: 'literal action, which another rule reports',
      policy: allow({ Action: 'iam:CreateServiceLinkedRole', Resource: '*' }),
    },
    {
      name: 'a pattern for some roles',
      policy: allow({
        Action: ['s3:GetObject', 'iam:Create*'],
        Resource: 'arn:aws:iam::*:role/aws-service-role/ecs.amazonaws.com/*',
      }),
    },
    {
      name: 'a VPC endpoint, whose policy lets pass what others allow',
      type: 'resource',
      resourceType: 'AWS::EC2::VPCEndpoint',
      policy: allow({ Principal: '*', Action: '*', Resource: '*' }),
    },
    {
      name: 'a permissions boundary, which grants nothing',
      type: 'boundary',
      policy: allow({ Action: '*', Resource: '*' }),
    },
    {
      name: 'taken back by a Deny',
      policy: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: '*', Resource: '*' },
          { Effect: 'Deny', Action: 'iam:*', Resource: '*' },
        ],
      },
    },
  ],
  invalid: [
    {
      name: 'taken back in part',
      policy: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: 'iam:*', Resource: '*' },
          {
            Effect: 'Deny',
            Action: 'iam:*',
            Resource: '*',
            Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
          },
        ],
      },
      findings: [{ message: 'broad', at: '/Statement/0/Action' }],
    },
    {
      name: 'no limit at all',
      policy: allow({ Action: ['s3:GetObject', 'iam:Create*'], Resource: '*' }),
      findings: [{ message: 'broad', at: '/Statement/0/Action/1', text: 'iam:CreateServiceLinkedRole', related: 1 }],
    },
    {
      name: 'a condition that only asks whether the key is there',
      policy: allow({
        Action: ['s3:GetObject', 'iam:Create*'],
        Resource: '*',
        Condition: { Null: { 'iam:AWSServiceName': 'false' } },
      }),
      findings: [{ message: 'broad', at: '/Statement/0/Action/1' }],
    },
    {
      name: 'a condition that lets the key be absent',
      policy: allow({
        Action: ['s3:GetObject', 'iam:Create*'],
        Resource: '*',
        Condition: { StringEqualsIfExists: { 'iam:AWSServiceName': 'ecs.amazonaws.com' } },
      }),
      findings: [{ message: 'broad', at: '/Statement/0/Action/1' }],
    },
    {
      name: 'every role of an account is as broad as *',
      policy: allow({ Action: '*', Resource: 'arn:aws:iam::111122223333:role/aws-service-role/*' }),
      findings: [{ message: 'broad', at: '/Statement/0/Action', related: 1 }],
    },
    {
      name: 'a condition whose value is a pattern',
      policy: allow({
        Action: ['s3:GetObject', 'iam:Create*'],
        Resource: '*',
        Condition: { StringLike: { 'iam:AWSServiceName': '*.amazonaws.com' } },
      }),
      findings: [{ message: 'broad', at: '/Statement/0/Action/1' }],
    },
  ],
});

import rule from '../../../src/rules/policies/pass-role-with-star-in-resource-and-not-action.ts';
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
        NotAction: ['s3:*', 'organizations:*'],
        Resource: '*',
        Condition: { StringEquals: { 'iam:passedToService': 'ecs.amazonaws.com' } },
      }),
    },
    {
      name: 'one role',
      policy: allow({
        NotAction: ['s3:*', 'organizations:*'],
        Resource: 'arn:aws:iam::111122223333:role/service/reports',
      }),
    },
    { name: 'a Deny', policy: allow({ NotAction: ['s3:*', 'organizations:*'], Resource: '*' }, 'Deny') },
    { name: 'another action', policy: allow({ NotAction: ['iam:*', 's3:*'], Resource: '*' }) },
    { name: 'Action, which another rule reports', policy: allow({ Action: 'iam:PassRole', Resource: '*' }) },
    {
      name: 'a pattern for some roles',
      policy: allow({ NotAction: ['s3:*', 'organizations:*'], Resource: 'arn:aws:iam::*:role/ecs-*' }),
    },
    {
      name: 'a resource policy',
      type: 'resource',
      policy: allow({ Principal: '*', NotAction: ['s3:*', 'organizations:*'], Resource: '*' }),
    },
    {
      name: 'a permissions boundary, which grants nothing',
      type: 'boundary',
      policy: allow({ NotAction: 'iam:Get*', Resource: '*' }),
    },
  ],
  invalid: [
    {
      name: 'no limit at all',
      policy: allow({ NotAction: ['s3:*', 'organizations:*'], Resource: '*' }),
      findings: [{ message: 'broad', at: '/Statement/0/NotAction', text: 'iam:PassRole', related: 1 }],
    },
    {
      name: 'a condition that only asks whether the key is there',
      policy: allow({
        NotAction: ['s3:*', 'organizations:*'],
        Resource: '*',
        Condition: { Null: { 'iam:PassedToService': 'false' } },
      }),
      findings: [{ message: 'broad', at: '/Statement/0/NotAction' }],
    },
    {
      name: 'a condition that lets the key be absent',
      policy: allow({
        NotAction: ['s3:*', 'organizations:*'],
        Resource: '*',
        Condition: { StringEqualsIfExists: { 'iam:PassedToService': 'ecs.amazonaws.com' } },
      }),
      findings: [{ message: 'broad', at: '/Statement/0/NotAction' }],
    },
    {
      name: 'every role of an account is as broad as *',
      policy: allow({ NotAction: 'iam:Get*', Resource: 'arn:aws:iam::111122223333:role/*' }),
      findings: [{ message: 'broad', at: '/Statement/0/NotAction', related: 1 }],
    },
    {
      name: 'another condition does not help',
      policy: allow({
        NotAction: ['s3:*', 'organizations:*'],
        Resource: '*',
        Condition: { Bool: { 'aws:SecureTransport': 'true' } },
      }),
      findings: [{ message: 'broad', at: '/Statement/0/NotAction' }],
    },
  ],
});

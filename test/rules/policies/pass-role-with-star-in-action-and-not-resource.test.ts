import rule from '../../../src/rules/policies/pass-role-with-star-in-action-and-not-resource.ts';
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
        Action: ['s3:GetObject', 'iam:Pass*'],
        NotResource: 'arn:aws:iam::111122223333:role/admin',
        Condition: { StringEquals: { 'iam:passedToService': 'ecs.amazonaws.com' } },
      }),
    },
    {
      name: 'one role',
      policy: allow({
        Action: ['s3:GetObject', 'iam:Pass*'],
        Resource: 'arn:aws:iam::111122223333:role/service/reports',
      }),
    },
    {
      name: 'a Deny',
      policy: allow(
        { Action: ['s3:GetObject', 'iam:Pass*'], NotResource: 'arn:aws:iam::111122223333:role/admin' },
        'Deny',
      ),
    },
    {
      name: 'another action',
      policy: allow({ Action: 'iam:Get*', NotResource: 'arn:aws:iam::111122223333:role/admin' }),
    },
    {
      name: 'literal action, which another rule reports',
      policy: allow({ Action: 'iam:PassRole', NotResource: 'arn:aws:iam::111122223333:role/admin' }),
    },
    {
      name: 'a resource policy',
      type: 'resource',
      policy: allow({
        Principal: '*',
        Action: ['s3:GetObject', 'iam:Pass*'],
        NotResource: 'arn:aws:iam::111122223333:role/admin',
      }),
    },
    {
      name: 'a permissions boundary, which grants nothing',
      type: 'boundary',
      policy: allow({ Action: '*', NotResource: 'arn:aws:iam::111122223333:role/admin' }),
    },
  ],
  invalid: [
    {
      name: 'no limit at all',
      policy: allow({ Action: ['s3:GetObject', 'iam:Pass*'], NotResource: 'arn:aws:iam::111122223333:role/admin' }),
      findings: [{ message: 'broad', at: '/Statement/0/Action/1', text: 'iam:PassRole', related: 1 }],
    },
    {
      name: 'a condition that only asks whether the key is there',
      policy: allow({
        Action: ['s3:GetObject', 'iam:Pass*'],
        NotResource: 'arn:aws:iam::111122223333:role/admin',
        Condition: { Null: { 'iam:PassedToService': 'false' } },
      }),
      findings: [{ message: 'broad', at: '/Statement/0/Action/1' }],
    },
    {
      name: 'a condition that lets the key be absent',
      policy: allow({
        Action: ['s3:GetObject', 'iam:Pass*'],
        NotResource: 'arn:aws:iam::111122223333:role/admin',
        Condition: { StringEqualsIfExists: { 'iam:PassedToService': 'ecs.amazonaws.com' } },
      }),
      findings: [{ message: 'broad', at: '/Statement/0/Action/1' }],
    },
    {
      name: 'another condition does not help',
      policy: allow({
        Action: ['s3:GetObject', 'iam:Pass*'],
        NotResource: 'arn:aws:iam::111122223333:role/admin',
        Condition: { Bool: { 'aws:SecureTransport': 'true' } },
      }),
      findings: [{ message: 'broad', at: '/Statement/0/Action/1' }],
    },
  ],
});

import rule from '../../../src/rules/policies/pass-role-with-not-action-and-not-resource.ts';
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
        NotResource: 'arn:aws:iam::111122223333:role/admin',
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
    {
      name: 'a Deny',
      policy: allow(
        { NotAction: ['s3:*', 'organizations:*'], NotResource: 'arn:aws:iam::111122223333:role/admin' },
        'Deny',
      ),
    },
    {
      name: 'another action',
      policy: allow({ NotAction: ['iam:*', 's3:*'], NotResource: 'arn:aws:iam::111122223333:role/admin' }),
    },
    {
      name: 'Action, which another rule reports',
      policy: allow({ Action: 'iam:PassRole', NotResource: 'arn:aws:iam::111122223333:role/admin' }),
    },
    {
      name: 'a resource policy',
      type: 'resource',
      policy: allow({
        Principal: '*',
        NotAction: ['s3:*', 'organizations:*'],
        NotResource: 'arn:aws:iam::111122223333:role/admin',
      }),
    },
    {
      name: 'a permissions boundary, which grants nothing',
      type: 'boundary',
      policy: allow({ NotAction: 'iam:Get*', NotResource: 'arn:aws:iam::111122223333:role/admin' }),
    },
  ],
  invalid: [
    {
      name: 'no limit at all',
      policy: allow({ NotAction: ['s3:*', 'organizations:*'], NotResource: 'arn:aws:iam::111122223333:role/admin' }),
      findings: [{ message: 'broad', at: '/Statement/0/NotAction', text: 'iam:PassRole', related: 1 }],
    },
    {
      name: 'a condition that only asks whether the key is there',
      policy: allow({
        NotAction: ['s3:*', 'organizations:*'],
        NotResource: 'arn:aws:iam::111122223333:role/admin',
        Condition: { Null: { 'iam:PassedToService': 'false' } },
      }),
      findings: [{ message: 'broad', at: '/Statement/0/NotAction' }],
    },
    {
      name: 'a condition that lets the key be absent',
      policy: allow({
        NotAction: ['s3:*', 'organizations:*'],
        NotResource: 'arn:aws:iam::111122223333:role/admin',
        Condition: { StringEqualsIfExists: { 'iam:PassedToService': 'ecs.amazonaws.com' } },
      }),
      findings: [{ message: 'broad', at: '/Statement/0/NotAction' }],
    },
    {
      name: 'another condition does not help',
      policy: allow({
        NotAction: ['s3:*', 'organizations:*'],
        NotResource: 'arn:aws:iam::111122223333:role/admin',
        Condition: { Bool: { 'aws:SecureTransport': 'true' } },
      }),
      findings: [{ message: 'broad', at: '/Statement/0/NotAction' }],
    },
  ],
});

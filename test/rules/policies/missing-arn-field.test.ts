import rule from '../../../src/rules/policies/missing-arn-field.ts';
import { testRule } from '../../support/rule-tester.ts';

const on = (resource: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: resource }],
});

testRule(rule, {
  valid: [
    { name: 'six fields', policy: on('arn:aws:s3:::reports') },
    { name: 'more colons in the resource', policy: on('arn:aws:logs:us-east-1:111122223333:log-group:reports:*') },
    { name: 'no ARN at all, which another rule reports', policy: on('reports') },
    { name: 'colons in a variable', policy: on('arn:aws:s3:::${aws:username}') },
  ],
  invalid: [
    {
      name: 'a bucket',
      policy: on('arn:aws:s3:reports'),
      findings: [{ message: 'fields', at: '/Statement/0/Resource', text: 'has 4 of' }],
    },
    {
      name: 'only the service',
      policy: on('arn:aws:sqs'),
      findings: [{ message: 'fields', at: '/Statement/0/Resource', text: 'has 3 of' }],
    },
    {
      name: 'a colon too few',
      policy: on('arn:aws:iam:111122223333:role/reports'),
      findings: [{ message: 'fields', at: '/Statement/0/Resource', text: 'has 5 of' }],
    },
    {
      name: 'one of several, under NotResource',
      policy: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Deny',
            Action: '*',
            NotResource: ['arn:aws:sns:us-east-1:111122223333:orders', 'arn:aws:s3:reports'],
          },
        ],
      },
      findings: [{ message: 'fields', at: '/Statement/0/NotResource/1' }],
    },
  ],
});

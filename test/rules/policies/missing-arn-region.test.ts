import rule from '../../../src/rules/policies/missing-arn-region.ts';
import { testRule } from '../../support/rule-tester.ts';

const on = (resource: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: resource }],
});

testRule(rule, {
  valid: [
    { name: 'a Region', policy: on('arn:aws:sqs:us-east-1:111122223333:orders') },
    { name: 'any Region', policy: on('arn:aws:sqs:*:111122223333:orders') },
    { name: 'a type without one', policy: on('arn:aws:iam::111122223333:role/reports') },
    { name: 'a global table beside tables', policy: on('arn:aws:dynamodb::111122223333:global-table/orders') },
    { name: 'everything of a service', policy: on('arn:aws:sqs:::*') },
    {
      name: 'a model wherever there is room for it',
      policy: on('arn:aws:bedrock:::foundation-model/anthropic.claude'),
    },
    { name: 'a lens of AWS', policy: on('arn:aws:wellarchitected::aws:lens/serverless') },
  ],
  invalid: [
    {
      name: 'a queue',
      policy: on('arn:aws:sqs::111122223333:orders'),
      findings: [{ message: 'regionMissing', at: '/Statement/0/Resource', text: 'sqs' }],
    },
    {
      name: 'a table',
      policy: on('arn:aws:dynamodb::111122223333:table/orders'),
      findings: [{ message: 'regionMissing', at: '/Statement/0/Resource', text: 'table' }],
    },
    {
      name: 'one of several, under NotResource',
      policy: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Deny',
            Action: '*',
            NotResource: ['arn:aws:sns:us-east-1:111122223333:orders', 'arn:aws:sqs::111122223333:orders'],
          },
        ],
      },
      findings: [{ message: 'regionMissing', at: '/Statement/0/NotResource/1' }],
    },
  ],
});

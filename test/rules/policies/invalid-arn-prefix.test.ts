import rule from '../../../src/rules/policies/invalid-arn-prefix.ts';
import { testRule } from '../../support/rule-tester.ts';

const on = (resource: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: resource }],
});

testRule(rule, {
  valid: [
    { name: 'an ARN', policy: on('arn:aws:s3:::reports') },
    { name: 'everything', policy: on('*') },
    { name: 'everything, twice', policy: on('**') },
    { name: 'the short form of API Gateway', type: 'resource', policy: on('execute-api:/prod/GET/*') },
  ],
  invalid: [
    {
      name: 'a bucket name',
      policy: on('reports/*'),
      findings: [{ message: 'noPrefix', at: '/Statement/0/Resource', text: 'reports' }],
    },
    {
      name: 'the address of a bucket',
      policy: on('s3://reports'),
      findings: [{ message: 'noPrefix', at: '/Statement/0/Resource', text: 's3://' }],
    },
    {
      name: 'capitals',
      policy: on('ARN:aws:s3:::reports'),
      findings: [{ message: 'prefixCase', at: '/Statement/0/Resource', text: 'lower case' }],
    },
    {
      name: 'one of several, under NotResource',
      policy: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Deny', Action: '*', NotResource: ['arn:aws:sns:us-east-1:111122223333:orders', 'reports/*'] },
        ],
      },
      findings: [{ message: 'noPrefix', at: '/Statement/0/NotResource/1' }],
    },
  ],
});

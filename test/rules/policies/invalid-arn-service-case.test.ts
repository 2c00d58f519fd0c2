import rule from '../../../src/rules/policies/invalid-arn-service-case.ts';
import { testRule } from '../../support/rule-tester.ts';

const on = (resource: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: resource }],
});

testRule(rule, {
  valid: [
    { name: 'lower case', policy: on('arn:aws:s3:::reports') },
    { name: 'capitals in the name of the resource', policy: on('arn:aws:sqs:us-east-1:111122223333:S3') },
    {
      name: 'a service that does not exist, which another rule reports',
      policy: on('arn:aws:NoSuch:us-east-1:111122223333:orders'),
    },
  ],
  invalid: [
    {
      name: 'capitals',
      policy: on('arn:aws:S3:::reports'),
      findings: [{ message: 'serviceCase', at: '/Statement/0/Resource', text: 's3, not S3' }],
    },
    {
      name: 'one capital',
      policy: on('arn:aws:dynamoDB:us-east-1:111122223333:table/orders'),
      findings: [{ message: 'serviceCase', at: '/Statement/0/Resource', text: 'dynamodb' }],
    },
    {
      name: 'one of several, under NotResource',
      policy: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Deny',
            Action: '*',
            NotResource: ['arn:aws:sns:us-east-1:111122223333:orders', 'arn:aws:S3:::reports'],
          },
        ],
      },
      findings: [{ message: 'serviceCase', at: '/Statement/0/NotResource/1' }],
    },
  ],
});

import rule from '../../../src/rules/policies/invalid-arn-region.ts';
import { testRule } from '../../support/rule-tester.ts';

const on = (resource: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: resource }],
});

testRule(rule, {
  valid: [
    { name: 'a Region', policy: on('arn:aws:sqs:eu-west-1:111122223333:orders') },
    { name: 'a Region of another partition', policy: on('arn:aws-cn:sqs:cn-north-1:111122223333:orders') },
    { name: 'a pattern for Regions', policy: on('arn:aws:sqs:eu-*:111122223333:orders') },
    { name: 'any partition', policy: on('arn:*:sqs:us-gov-west-1:111122223333:orders') },
    { name: 'a variable', policy: on('arn:aws:sqs:${aws:RequestedRegion}:111122223333:orders') },
    {
      name: 'an unknown partition, which another rule reports',
      policy: on('arn:amazon:sqs:eu-west-1:111122223333:orders'),
    },
    { name: 'a pattern for Regions to come', policy: on('arn:aws:sqs:eu-north-2*:111122223333:orders') },
  ],
  invalid: [
    {
      name: 'a slip',
      policy: on('arn:aws:sqs:eu-wst-1:111122223333:orders'),
      findings: [{ message: 'regionUnknown', at: '/Statement/0/Resource', text: 'eu-west-1' }],
    },
    {
      name: 'an availability zone',
      policy: on('arn:aws:sqs:us-east-1a:111122223333:orders'),
      findings: [{ message: 'regionUnknown', at: '/Statement/0/Resource', text: 'us-east-1a' }],
    },
    {
      name: 'of another partition',
      policy: on('arn:aws-cn:sqs:us-east-1:111122223333:orders'),
      findings: [{ message: 'regionPartition', at: '/Statement/0/Resource', text: 'aws-cn' }],
    },
    {
      name: 'a pattern of another partition',
      policy: on('arn:aws:sqs:us-gov-*:111122223333:orders'),
      findings: [{ message: 'regionPartition', at: '/Statement/0/Resource', text: 'us-gov-*' }],
    },
    {
      name: 'a pattern for nothing',
      policy: on('arn:aws:sqs:frankfurt*:111122223333:orders'),
      findings: [{ message: 'regionUnknown', at: '/Statement/0/Resource', text: 'frankfurt' }],
    },
    {
      name: 'one that may be new',
      policy: on('arn:aws:sqs:sa-north-9:111122223333:orders'),
      findings: [{ message: 'regionUnlisted', at: '/Statement/0/Resource', text: 'sa-north-9' }],
    },
    {
      name: 'one of several, under NotResource',
      policy: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Deny',
            Action: '*',
            NotResource: ['arn:aws:sns:us-east-1:111122223333:orders', 'arn:aws:sqs:eu-wst-1:111122223333:orders'],
          },
        ],
      },
      findings: [{ message: 'regionUnknown', at: '/Statement/0/NotResource/1' }],
    },
  ],
});

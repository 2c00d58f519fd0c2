import rule from '../../../src/rules/policies/invalid-partition.ts';
import { testRule } from '../../support/rule-tester.ts';

const on = (resource: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: resource }],
});

testRule(rule, {
  valid: [
    { name: 'the usual one', policy: on('arn:aws:s3:::reports') },
    { name: 'China', policy: on('arn:aws-cn:s3:::reports') },
    { name: 'any', policy: on('arn:*:s3:::reports') },
    { name: 'a pattern for some', policy: on('arn:aws*:s3:::reports') },
    { name: 'a variable', policy: on('arn:${aws:PrincipalTag/partition}:s3:::reports') },
  ],
  invalid: [
    {
      name: 'a slip',
      policy: on('arn:aws-china:s3:::reports'),
      findings: [{ message: 'partition', at: '/Statement/0/Resource', text: 'aws-cn' }],
    },
    {
      name: 'blank',
      policy: on('arn::s3:::reports'),
      findings: [{ message: 'partition', at: '/Statement/0/Resource', text: 'aws-us-gov' }],
    },
    {
      name: 'a pattern for none',
      policy: on('arn:amazon*:s3:::reports'),
      findings: [{ message: 'partition', at: '/Statement/0/Resource', text: 'amazon*' }],
    },
    {
      name: 'one of several, under NotResource',
      policy: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Deny',
            Action: '*',
            NotResource: ['arn:aws:sns:us-east-1:111122223333:orders', 'arn:aws-china:s3:::reports'],
          },
        ],
      },
      findings: [{ message: 'partition', at: '/Statement/0/NotResource/1' }],
    },
  ],
});

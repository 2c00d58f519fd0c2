import rule from '../../../src/rules/policies/arn-account-not-allowed.ts';
import { testRule } from '../../support/rule-tester.ts';

const on = (resource: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: resource }],
});

testRule(rule, {
  valid: [
    { name: 'a bucket', policy: on('arn:aws:s3:::reports') },
    { name: 'a type with an account', policy: on('arn:aws:s3:us-east-1:111122223333:accesspoint/reports') },
    { name: 'a wildcard also matches the blank field', policy: on('arn:aws:s3::*:reports*') },
    { name: 'a variable may be empty', policy: on('arn:aws:s3::${aws:PrincipalAccount}:reports') },
    { name: 'a service that is not known', policy: on('arn:aws:nosuch::111122223333:reports') },
  ],
  invalid: [
    {
      name: 'a bucket with an account',
      policy: on('arn:aws:s3::111122223333:reports'),
      findings: [{ message: 'accountNotAllowed', at: '/Statement/0/Resource', text: 's3' }],
    },
    {
      name: 'an image',
      policy: on('arn:aws:ec2:us-east-1:111122223333:image/ami-0abc'),
      findings: [{ message: 'accountNotAllowed', at: '/Statement/0/Resource', text: 'image' }],
    },
    {
      name: 'one of several, under NotResource',
      policy: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Deny',
            Action: '*',
            NotResource: ['arn:aws:sns:us-east-1:111122223333:orders', 'arn:aws:s3::111122223333:reports'],
          },
        ],
      },
      findings: [{ message: 'accountNotAllowed', at: '/Statement/0/NotResource/1' }],
    },
  ],
});

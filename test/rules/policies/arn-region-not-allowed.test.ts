import rule from '../../../src/rules/policies/arn-region-not-allowed.ts';
import { testRule } from '../../support/rule-tester.ts';

const on = (resource: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: resource }],
});

testRule(rule, {
  valid: [
    { name: 'a role', policy: on('arn:aws:iam::111122223333:role/reports') },
    { name: 'a wildcard also matches the blank field', policy: on('arn:aws:waf:*:*:webacl/*') },
    { name: 'a type with a Region', policy: on('arn:aws:s3:us-east-1:111122223333:accesspoint/reports') },
    {
      name: 'any resource of a service some of whose types have one',
      policy: on('arn:aws:s3:us-east-1:111122223333:*'),
    },
  ],
  invalid: [
    {
      name: 'a role',
      policy: on('arn:aws:iam:us-east-1:111122223333:role/reports'),
      findings: [{ message: 'regionNotAllowed', at: '/Statement/0/Resource', text: 'iam' }],
    },
    {
      name: 'a bucket',
      policy: on('arn:aws:s3:eu-west-1::reports/*'),
      findings: [{ message: 'regionNotAllowed', at: '/Statement/0/Resource', text: 'eu-west-1' }],
    },
    {
      name: 'a hosted zone',
      policy: on('arn:aws:route53:us-east-1::hostedzone/Z1'),
      findings: [{ message: 'regionNotAllowed', at: '/Statement/0/Resource', text: 'hostedzone' }],
    },
    {
      name: 'one of several, under NotResource',
      policy: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Deny',
            Action: '*',
            NotResource: [
              'arn:aws:sns:us-east-1:111122223333:orders',
              'arn:aws:iam:us-east-1:111122223333:role/reports',
            ],
          },
        ],
      },
      findings: [{ message: 'regionNotAllowed', at: '/Statement/0/NotResource/1' }],
    },
  ],
});

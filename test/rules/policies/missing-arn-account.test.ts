import rule from '../../../src/rules/policies/missing-arn-account.ts';
import { testRule } from '../../support/rule-tester.ts';

const on = (resource: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: resource }],
});

testRule(rule, {
  valid: [
    { name: 'an account', policy: on('arn:aws:sqs:us-east-1:111122223333:orders') },
    { name: 'any account', policy: on('arn:aws:iam::*:role/reports') },
    { name: 'a type without one', policy: on('arn:aws:s3:::reports') },
    { name: 'a document that AWS offers', policy: on('arn:aws:ssm:us-east-1::document/AWS-RunPatchBaseline') },
    { name: 'everything of a service', policy: on('arn:aws:kms:*::*') },
    { name: 'a type that everybody may register', policy: on('arn:aws:cloudformation:*::type/resource/*') },
    { name: 'a product of a partner', policy: on('arn:aws:securityhub:us-east-1::product/aquasecurity/aquasecurity') },
  ],
  invalid: [
    {
      name: 'a queue',
      policy: on('arn:aws:sqs:us-east-1::orders'),
      findings: [{ message: 'accountMissing', at: '/Statement/0/Resource', text: 'sqs' }],
    },
    {
      name: 'a role',
      policy: on('arn:aws:iam:::role/reports'),
      findings: [{ message: 'accountMissing', at: '/Statement/0/Resource', text: 'role' }],
    },
    {
      name: 'one of several, under NotResource',
      policy: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Deny',
            Action: '*',
            NotResource: ['arn:aws:sns:us-east-1:111122223333:orders', 'arn:aws:sqs:us-east-1::orders'],
          },
        ],
      },
      findings: [{ message: 'accountMissing', at: '/Statement/0/NotResource/1' }],
    },
  ],
});

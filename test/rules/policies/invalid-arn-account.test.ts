import rule from '../../../src/rules/policies/invalid-arn-account.ts';
import { testRule } from '../../support/rule-tester.ts';

const on = (resource: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: resource }],
});

testRule(rule, {
  valid: [
    { name: 'twelve digits', policy: on('arn:aws:iam::111122223333:role/reports') },
    { name: 'owned by AWS', policy: on('arn:aws:iam::aws:policy/ReadOnlyAccess') },
    { name: 'a wildcard', policy: on('arn:aws:iam::1111*:role/reports') },
    { name: 'a variable', policy: on('arn:aws:iam::${aws:PrincipalAccount}:role/reports') },
    { name: 'blank', policy: on('arn:aws:s3:::reports') },
  ],
  invalid: [
    {
      name: 'eleven digits',
      policy: on('arn:aws:iam::11122223333:role/reports'),
      findings: [{ message: 'account', at: '/Statement/0/Resource', text: '11122223333' }],
    },
    {
      name: 'a placeholder',
      policy: on('arn:aws:iam::ACCOUNT_ID:role/reports'),
      findings: [{ message: 'account', at: '/Statement/0/Resource', text: 'ACCOUNT_ID' }],
    },
    {
      name: 'with dashes',
      policy: on('arn:aws:sqs:us-east-1:1111-2222-3333:orders'),
      findings: [{ message: 'account', at: '/Statement/0/Resource', text: 'twelve' }],
    },
    {
      name: 'one of several, under NotResource',
      policy: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Deny',
            Action: '*',
            NotResource: ['arn:aws:sns:us-east-1:111122223333:orders', 'arn:aws:iam::11122223333:role/reports'],
          },
        ],
      },
      findings: [{ message: 'account', at: '/Statement/0/NotResource/1' }],
    },
  ],
});

import rule from '../../../src/rules/policies/invalid-arn-resource.ts';
import { testRule } from '../../support/rule-tester.ts';

const on = (resource: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: resource }],
});

testRule(rule, {
  valid: [
    { name: 'a type of the service', policy: on('arn:aws:iam::111122223333:role/reports') },
    { name: 'a service whose ARNs have no type', policy: on('arn:aws:sqs:us-east-1:111122223333:orders') },
    { name: 'a pattern before the type', policy: on('arn:aws:iam::111122223333:*/reports') },
    {
      name: 'a form that is not documented, of a known type',
      policy: on('arn:aws:cloudformation:us-east-1:111122223333:stack/reports'),
    },
    { name: 'the root user', policy: on('arn:aws:iam::111122223333:root') },
    { name: 'an undocumented type with a pattern', policy: on('arn:aws:waf::*:changetoken/*') },
    {
      name: 'a recovery point',
      policy: on('arn:aws:backup:us-east-1:111122223333:recovery-point:11112222-3333-4444-5555-666677778888'),
    },
    { name: 'log groups without their type', policy: on('arn:aws:logs:us-east-1:111122223333:/aws/lambda/reports') },
    {
      name: 'a macro of AWS',
      policy: on('arn:aws:cloudformation:us-east-1:aws:transform/Serverless-2016-10-31'),
    },
    { name: 'the right character after the type', policy: on('arn:aws:lambda:us-east-1:111122223333:function:f') },
    { name: 'a service with both', policy: on('arn:aws:mq:us-east-1:111122223333:broker/b') },
  ],
  invalid: [
    {
      name: 'a slash for a colon',
      policy: on('arn:aws:lambda:us-east-1:111122223333:function/f'),
      findings: [{ message: 'resource', at: '/Statement/0/Resource', text: 'Write function: instead of function/.' }],
    },
    {
      name: 'a colon for a slash, before a pattern',
      policy: on('arn:aws:iam::111122223333:role:*'),
      findings: [{ message: 'resource', at: '/Statement/0/Resource', text: 'Write role/ instead of role:.' }],
    },
    {
      name: 'a slip',
      policy: on('arn:aws:iam::111122223333:rol/reports'),
      findings: [{ message: 'resource', at: '/Statement/0/Resource', text: 'Did you mean role?' }],
    },
    {
      name: 'a slip before a pattern',
      policy: on('arn:aws:dynamodb:us-east-1:111122223333:tabel/*'),
      findings: [{ message: 'resource', at: '/Statement/0/Resource', text: 'table' }],
    },
    {
      name: 'the wrong letter case',
      policy: on('arn:aws:lambda:us-east-1:111122223333:Function:reports'),
      findings: [{ message: 'resource', at: '/Statement/0/Resource', text: 'function' }],
    },
    {
      name: 'nothing like it',
      policy: on('arn:aws:kms:us-east-1:111122223333:orders/11112222'),
      findings: [{ message: 'resource', at: '/Statement/0/Resource', text: 'alias' }],
    },
    {
      name: 'one of several, under NotResource',
      policy: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Deny',
            Action: '*',
            NotResource: ['arn:aws:sns:us-east-1:111122223333:orders', 'arn:aws:iam::111122223333:rol/reports'],
          },
        ],
      },
      findings: [{ message: 'resource', at: '/Statement/0/NotResource/1' }],
    },
  ],
});

import rule from '../../../src/rules/policies/data-type-mismatch.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*', ...change },
  ],
});

testRule(rule, {
  valid: [
    { name: 'everything of the right type', policy: policy({}), type: 'resource' },
    {
      name: 'a condition value that is a number',
      policy: policy({ Condition: { Bool: { 'aws:SecureTransport': true } } }),
      type: 'resource',
    },
    { name: 'an unknown element of any type', policy: policy({ Comment: 1 }), type: 'resource' },
    {
      name: 'a principal where none is allowed, which another rule reports',
      policy: policy({ Principal: { AWS: 1 } }),
    },
    { name: 'no object at all, which another rule reports', policy: '[]' },
  ],
  invalid: [
    {
      name: 'an action',
      policy: policy({ Action: 7 }),
      findings: [
        {
          message: 'mismatch',
          at: '/Statement/0/Action',
          line: 7,
          column: 17,
          endColumn: 18,
          text: 'Action is a number, but must be a string or a list of strings.',
        },
      ],
    },
    {
      name: 'one action of a list',
      policy: policy({ Action: ['s3:GetObject', null] }),
      findings: [{ message: 'mismatch', at: '/Statement/0/Action/1', text: 'is null' }],
    },
    {
      name: 'a version',
      policy: { Version: 2012, Statement: [] },
      findings: [{ message: 'mismatch', at: '/Version' }],
    },
    {
      name: 'statements',
      policy: { Statement: ['Allow', true] },
      findings: [
        { message: 'mismatch', at: '/Statement/0' },
        { message: 'mismatch', at: '/Statement/1', text: 'true or false' },
      ],
    },
    {
      name: 'a text for a statement',
      policy: { Statement: 'Allow' },
      findings: [{ message: 'mismatch', at: '/Statement', text: 'must be an object' }],
    },
    {
      name: 'an effect that is a list',
      policy: policy({ Effect: ['Allow'] }),
      findings: [{ message: 'mismatch', at: '/Statement/0/Effect', text: 'a list' }],
    },
    {
      name: 'an operator without keys',
      policy: policy({ Condition: { Bool: 'true' } }),
      findings: [{ message: 'mismatch', at: '/Statement/0/Condition/Bool' }],
    },
    {
      name: 'a principal',
      type: 'trust',
      policy: policy({ Principal: { AWS: { a: 1 } } }),
      findings: [{ message: 'mismatch', at: '/Statement/0/Principal/AWS', text: 'Principal.AWS is an object' }],
    },
  ],
});

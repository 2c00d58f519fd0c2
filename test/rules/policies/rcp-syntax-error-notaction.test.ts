import rule from '../../../src/rules/policies/rcp-syntax-error-notaction.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', ...change }],
});

testRule(rule, {
  valid: [
    { name: 'Action', type: 'rcp', policy: policy({}) },
    { name: 'an SCP', type: 'scp', policy: policy({ Principal: undefined, Action: undefined, NotAction: 's3:*' }) },
  ],
  invalid: [
    {
      name: 'NotAction',
      type: 'rcp',
      policy: policy({ Action: undefined, NotAction: ['s3:GetObject', 'kms:*'] }),
      findings: [{ message: 'unsupported', at: '/Statement/0/NotAction' }],
    },
  ],
});

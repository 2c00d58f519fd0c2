import rule from '../../../src/rules/policies/rcp-syntax-error-allow.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', ...change }],
});

testRule(rule, {
  valid: [
    { name: 'a Deny', type: 'rcp', policy: policy({}) },
    { name: 'full access', type: 'rcp', policy: policy({ Effect: 'Allow', Action: '*' }) },
    { name: 'an invalid effect, which another rule reports', type: 'rcp', policy: policy({ Effect: 'allow' }) },
    { name: 'a bucket policy', type: 'resource', policy: policy({ Effect: 'Allow' }) },
  ],
  invalid: [
    {
      name: 'some actions',
      type: 'rcp',
      policy: policy({ Effect: 'Allow' }),
      findings: [{ message: 'allow', at: '/Statement/0/Effect' }],
    },
    {
      name: 'full access under a condition',
      type: 'rcp',
      policy: policy({ Effect: 'Allow', Action: '*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
      findings: [{ message: 'allow', at: '/Statement/0/Effect' }],
    },
  ],
});

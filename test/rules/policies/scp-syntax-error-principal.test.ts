import rule from '../../../src/rules/policies/scp-syntax-error-principal.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: 'iam:CreateUser', Resource: '*', ...change }],
});

testRule(rule, {
  valid: [
    { name: 'no principal', type: 'scp', policy: policy({}) },
    { name: 'a resource policy', type: 'resource', policy: policy({ Principal: '*' }) },
    { name: 'an RCP', type: 'rcp', policy: policy({ Principal: '*' }) },
  ],
  invalid: [
    {
      name: 'Principal',
      type: 'scp',
      policy: policy({ Principal: '*' }),
      findings: [{ message: 'unsupported', at: '/Statement/0/Principal' }],
    },
    {
      name: 'NotPrincipal',
      type: 'scp',
      policy: policy({ NotPrincipal: { AWS: '111122223333' } }),
      findings: [{ message: 'unsupported', at: '/Statement/0/NotPrincipal', text: 'NotPrincipal' }],
    },
  ],
});

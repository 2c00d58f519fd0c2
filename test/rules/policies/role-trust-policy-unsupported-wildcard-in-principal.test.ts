import rule from '../../../src/rules/policies/role-trust-policy-unsupported-wildcard-in-principal.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole', ...change }],
});

testRule(rule, {
  valid: [
    { name: 'an account', type: 'trust', policy: policy({}) },
    { name: 'every AWS principal, another matter', type: 'trust', policy: policy({ Principal: { AWS: '*' } }) },
    { name: 'a bucket policy', type: 'resource', policy: policy({ Principal: '*', Action: 's3:GetObject' }) },
  ],
  invalid: [
    {
      name: 'the plain string',
      type: 'trust',
      policy: policy({ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } } }),
      findings: [{ message: 'star', at: '/Statement/0/Principal' }],
    },
    {
      name: 'the plain string in a Deny',
      type: 'trust',
      policy: policy({ Principal: '*', Effect: 'Deny' }),
      findings: [{ message: 'star', at: '/Statement/0/Principal' }],
    },
  ],
});

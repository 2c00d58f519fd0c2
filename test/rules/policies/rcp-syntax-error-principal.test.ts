import rule from '../../../src/rules/policies/rcp-syntax-error-principal.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', ...change }],
});

testRule(rule, {
  valid: [
    { name: 'everyone', type: 'rcp', policy: policy({}) },
    { name: 'everyone, as AWS principals', type: 'rcp', policy: policy({ Principal: { AWS: '*' } }) },
    { name: 'a plain string, which another rule reports', type: 'rcp', policy: policy({ Principal: '111122223333' }) },
    { name: 'a bucket policy', type: 'resource', policy: policy({ Principal: { AWS: '111122223333' } }) },
  ],
  invalid: [
    {
      name: 'accounts and a service',
      type: 'rcp',
      policy: policy({ Principal: { AWS: ['111122223333', '*'], Service: 'ec2.amazonaws.com' } }),
      findings: [
        { message: 'principal', at: '/Statement/0/Principal/AWS/0', text: '111122223333' },
        { message: 'principal', at: '/Statement/0/Principal/Service' },
      ],
    },
    {
      name: 'NotPrincipal',
      type: 'rcp',
      policy: policy({ Principal: undefined, NotPrincipal: { AWS: '111122223333' } }),
      findings: [{ message: 'notPrincipal', at: '/Statement/0/NotPrincipal' }],
    },
  ],
});

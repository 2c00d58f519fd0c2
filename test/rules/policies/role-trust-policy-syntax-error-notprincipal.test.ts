import rule from '../../../src/rules/policies/role-trust-policy-syntax-error-notprincipal.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole', ...change }],
});

testRule(rule, {
  valid: [
    { name: 'Principal', type: 'trust', policy: policy({}) },
    {
      name: 'a bucket policy',
      type: 'resource',
      policy: policy({ Principal: undefined, NotPrincipal: { AWS: '111122223333' }, Effect: 'Deny' }),
    },
  ],
  invalid: [
    {
      name: 'Allow',
      type: 'trust',
      policy: policy({ Principal: undefined, NotPrincipal: { AWS: '111122223333' } }),
      findings: [{ message: 'unsupported', at: '/Statement/0/NotPrincipal' }],
    },
    {
      name: 'Deny',
      type: 'trust',
      policy: policy({ Principal: undefined, NotPrincipal: '*', Effect: 'Deny' }),
      findings: [{ message: 'unsupported', at: '/Statement/0/NotPrincipal' }],
    },
  ],
});

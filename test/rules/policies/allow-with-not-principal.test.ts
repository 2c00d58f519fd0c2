import rule from '../../../src/rules/policies/allow-with-not-principal.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*', ...change },
  ],
});

const not = { Principal: undefined, NotPrincipal: { AWS: '111122223333' } };

testRule(rule, {
  valid: [
    { name: 'Principal', type: 'resource', policy: policy({}) },
    { name: 'Deny', type: 'resource', policy: policy({ ...not, Effect: 'Deny' }) },
    { name: 'an invalid effect', type: 'resource', policy: policy({ ...not, Effect: 'allow' }) },
    { name: 'a trust policy, where another rule reports it', type: 'trust', policy: policy(not) },
  ],
  invalid: [
    {
      name: 'Allow',
      type: 'resource',
      policy: policy(not),
      findings: [{ message: 'everyone', at: '/Statement/0/NotPrincipal', severity: 'security' }],
    },
  ],
});

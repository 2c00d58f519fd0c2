import rule from '../../../src/rules/policies/role-trust-policy-syntax-error-resource.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole', ...change }],
});

testRule(rule, {
  valid: [
    { name: 'no resource', type: 'trust', policy: policy({}) },
    { name: 'a bucket policy', type: 'resource', policy: policy({ Action: 's3:GetObject', Resource: '*' }) },
  ],
  invalid: [
    {
      name: 'Resource',
      type: 'trust',
      policy: policy({ Resource: '*' }),
      findings: [{ message: 'unsupported', at: '/Statement/0/Resource', text: 'Resource is' }],
    },
    {
      name: 'NotResource',
      type: 'trust',
      policy: policy({ NotResource: ['*'] }),
      findings: [{ message: 'unsupported', at: '/Statement/0/NotResource', text: 'NotResource is' }],
    },
  ],
});

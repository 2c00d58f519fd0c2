import rule from '../../../src/rules/policies/unsupported-principal.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*', ...change },
  ],
});

testRule(rule, {
  valid: [
    { name: 'a resource policy', type: 'resource', policy: policy({}) },
    { name: 'a trust policy', type: 'trust', policy: policy({}) },
    { name: 'an identity policy without', policy: policy({ Principal: undefined }) },
    { name: 'an SCP, for which there is another rule', type: 'scp', policy: policy({}) },
  ],
  invalid: [
    {
      name: 'Principal',
      policy: policy({}),
      findings: [
        { message: 'unsupported', at: '/Statement/0/Principal', line: 6, column: 7, endColumn: 18, text: 'Principal' },
      ],
    },
    {
      name: 'NotPrincipal in a boundary',
      type: 'boundary',
      policy: policy({ Principal: undefined, NotPrincipal: { AWS: '111122223333' } }),
      findings: [{ message: 'unsupported', at: '/Statement/0/NotPrincipal', text: 'NotPrincipal' }],
    },
    { name: 'also of a wrong type', policy: policy({ Principal: 5 }), findings: [{ message: 'unsupported' }] },
  ],
});

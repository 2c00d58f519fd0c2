import rule from '../../../src/rules/policies/empty-object-principal.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*', ...change },
  ],
});

testRule(rule, {
  valid: [
    { name: 'everyone', type: 'resource', policy: policy({}) },
    {
      name: 'an empty list in a key, which another rule reports',
      type: 'resource',
      policy: policy({ Principal: { AWS: [] } }),
    },
    { name: 'a list, which another rule reports', type: 'resource', policy: policy({ Principal: [] }) },
    { name: 'null, which another rule reports', type: 'resource', policy: policy({ Principal: null }) },
    { name: 'an identity policy', policy: policy({ Principal: {} }) },
  ],
  invalid: [
    {
      name: 'an empty object',
      type: 'resource',
      policy: policy({ Principal: {} }),
      findings: [
        { message: 'empty', at: '/Statement/0/Principal', line: 6, column: 20, endColumn: 22, text: 'Principal' },
      ],
    },
    {
      name: 'an empty Not form',
      type: 'trust',
      policy: policy({ Principal: undefined, NotPrincipal: {} }),
      findings: [{ message: 'empty', at: '/Statement/0/NotPrincipal' }],
    },
  ],
});

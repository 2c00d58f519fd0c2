import rule from '../../../src/rules/policies/empty-array-principal.ts';
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
    { name: 'an account', type: 'resource', policy: policy({ Principal: { AWS: ['111122223333'] } }) },
    {
      name: 'a list of the wrong type, which another rule reports',
      type: 'resource',
      policy: policy({ Principal: { AWS: [1] } }),
    },
    { name: 'an identity policy', policy: policy({ Principal: { AWS: [] } }) },
  ],
  invalid: [
    {
      name: 'an empty list',
      type: 'resource',
      policy: policy({ Principal: { AWS: [] } }),
      findings: [
        {
          message: 'empty',
          at: '/Statement/0/Principal/AWS',
          line: 7,
          column: 16,
          endColumn: 18,
          text: 'Principal.AWS',
        },
      ],
    },
    {
      name: 'one of two keys',
      type: 'trust',
      policy: policy({ Principal: undefined, NotPrincipal: { AWS: '111122223333', Service: [] } }),
      findings: [{ message: 'empty', at: '/Statement/0/NotPrincipal/Service' }],
    },
  ],
});

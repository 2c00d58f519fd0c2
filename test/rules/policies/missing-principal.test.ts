import rule from '../../../src/rules/policies/missing-principal.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*', ...change },
  ],
});

testRule(rule, {
  valid: [
    { name: 'the right element', type: 'resource', policy: policy({}) },
    {
      name: 'NotPrincipal',
      type: 'resource',
      policy: policy({ Principal: undefined, NotPrincipal: { AWS: '111122223333' } }),
    },
    { name: 'the wrong type, which another rule reports', type: 'resource', policy: policy({ Principal: 1 }) },
    {
      name: 'the wrong letter case, which another rule reports',
      type: 'resource',
      policy: policy({ Principal: undefined, principal: '*' }),
    },
    {
      name: 'a misspelt name, which another rule reports',
      type: 'resource',
      policy: policy({ Principal: undefined, Principals: '*' }),
    },
    { name: 'an identity policy', policy: policy({ Principal: undefined }) },
    { name: 'an SCP', type: 'scp', policy: policy({ Principal: undefined }) },
  ],
  invalid: [
    {
      name: 'neither form',
      type: 'resource',
      policy: policy({ Principal: undefined }),
      findings: [{ message: 'missing', at: '/Statement/0', line: 4, column: 5, endColumn: 6 }],
    },
    {
      name: 'a statement without anything',
      type: 'resource',
      policy: { Statement: [{}] },
      findings: [{ message: 'missing', at: '/Statement/0' }],
    },
    {
      name: 'in a trust policy',
      type: 'trust',
      policy: policy({ Action: 'sts:AssumeRole', Principal: undefined, Resource: undefined }),
      findings: [{ message: 'missing' }],
    },
    { name: 'in an RCP', type: 'rcp', policy: policy({ Principal: undefined }), findings: [{ message: 'rcp' }] },
  ],
});

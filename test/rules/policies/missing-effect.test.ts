import rule from '../../../src/rules/policies/missing-effect.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*', ...change }],
});

testRule(rule, {
  valid: [
    { name: 'the right element', policy: policy({}) },
    { name: 'the wrong type, which another rule reports', policy: policy({ Effect: 1 }) },
    {
      name: 'the wrong letter case, which another rule reports',
      policy: policy({ Effect: undefined, effect: 'Allow' }),
    },
    { name: 'a misspelt name, which another rule reports', policy: policy({ Effect: undefined, Efect: 'Allow' }) },
  ],
  invalid: [
    {
      name: 'neither form',
      policy: policy({ Effect: undefined }),
      findings: [{ message: 'missing', at: '/Statement/0', line: 4, column: 5, endColumn: 6 }],
    },
    {
      name: 'a statement without anything',
      policy: { Statement: [{}] },
      findings: [{ message: 'missing', at: '/Statement/0' }],
    },
  ],
});

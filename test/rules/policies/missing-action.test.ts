import rule from '../../../src/rules/policies/missing-action.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*', ...change }],
});

testRule(rule, {
  valid: [
    { name: 'the right element', policy: policy({}) },
    { name: 'NotAction', policy: policy({ Action: undefined, NotAction: 's3:*' }) },
    { name: 'the wrong type, which another rule reports', policy: policy({ Action: 1 }) },
    {
      name: 'the wrong letter case, which another rule reports',
      policy: policy({ Action: undefined, action: 's3:*' }),
    },
    { name: 'a misspelt name, which another rule reports', policy: policy({ Action: undefined, Actions: 's3:*' }) },
    { name: 'a misspelt NotAction', policy: policy({ Action: undefined, notAction: 's3:*' }) },
    { name: 'an empty list, which another rule reports', policy: policy({ Action: [] }) },
  ],
  invalid: [
    {
      name: 'neither form',
      policy: policy({ Action: undefined }),
      findings: [{ message: 'missing', at: '/Statement/0', line: 4, column: 5, endColumn: 6 }],
    },
    {
      name: 'a statement without anything',
      policy: { Statement: [{}] },
      findings: [{ message: 'missing', at: '/Statement/0' }],
    },
    {
      name: 'in a trust policy',
      type: 'trust',
      policy: policy({ Action: undefined }),
      findings: [{ message: 'missing' }],
    },
  ],
});

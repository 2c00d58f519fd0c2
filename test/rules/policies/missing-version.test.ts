import rule from '../../../src/rules/policies/missing-version.ts';
import { testRule } from '../../support/rule-tester.ts';

const Statement = [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*' }];

testRule(rule, {
  valid: [
    { name: 'a version', policy: { Version: '2012-10-17', Statement } },
    { name: 'an unknown version', policy: { Version: '1', Statement } },
    { name: 'a version of the wrong type', policy: { Version: 2012, Statement } },
    { name: 'a version under a wrong name', policy: { version: '2012-10-17', Statement } },
    { name: 'no object', policy: '[]' },
  ],
  invalid: [
    {
      name: 'none',
      policy: { Statement },
      findings: [{ message: 'missing', at: '', line: 1, column: 1 }],
      output: { Version: '2012-10-17', Statement },
    },
    {
      name: 'the text of the file stays',
      policy: '{\n    "Statement": []\n}',
      findings: [{ message: 'missing' }],
      output: '{\n    "Version": "2012-10-17",\n    "Statement": []\n}',
    },
    {
      name: 'no fix where a variable would come to life',
      policy: { Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::home/${aws:username}/*' }] },
      findings: [{ message: 'missing' }],
      output: { Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::home/${aws:username}/*' }] },
    },
    {
      name: 'no fix where a condition has one',
      policy: {
        Statement: [
          {
            Effect: 'Allow',
            Action: 's3:*',
            Resource: '*',
            Condition: { StringEquals: { 's3:prefix': '${aws:username}' } },
          },
        ],
      },
      findings: [{ message: 'missing' }],
      output: {
        Statement: [
          {
            Effect: 'Allow',
            Action: 's3:*',
            Resource: '*',
            Condition: { StringEquals: { 's3:prefix': '${aws:username}' } },
          },
        ],
      },
    },
    {
      name: 'no fix on a policy that is broken elsewhere',
      policy: { Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: ['*', { x: '${aws:username}' }] }] },
      findings: [{ message: 'missing' }],
      output: { Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: ['*', { x: '${aws:username}' }] }] },
    },
  ],
});

import rule from '../../../src/rules/policies/invalid-policy-element.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*', ...change }],
});

testRule(rule, {
  valid: [
    { name: 'every known element', policy: { Id: 'x', ...policy({ Sid: 'a', Condition: {} }) } },
    { name: 'no element at all', policy: {} },
    {
      name: 'any name in a condition or principal',
      type: 'resource',
      policy: policy({ Principal: { aws: '1' }, Condition: { statement: { effect: 'x' } } }),
    },
  ],
  invalid: [
    {
      name: 'statement in lower case',
      policy: '{ "Version": "2012-10-17", "statement": [] }',
      findings: [{ message: 'case', at: '/statement', line: 1, column: 28, endColumn: 39, text: '"Statement"' }],
      output: '{ "Version": "2012-10-17", "Statement": [] }',
    },
    {
      name: 'effect in lower case beside the right one',
      policy: policy({ effect: 'Deny' }),
      findings: [{ message: 'case', at: '/Statement/0/effect' }],
      output: policy({ effect: 'Deny' }),
    },
    {
      name: 'one name in two wrong forms',
      policy: { version: '2012-10-17', VERSION: '2008-10-17', Statement: [] },
      findings: [
        { message: 'case', at: '/version' },
        { message: 'case', at: '/VERSION' },
      ],
      output: { version: '2012-10-17', VERSION: '2008-10-17', Statement: [] },
    },
    {
      name: 'a misspelt name',
      policy: policy({ Conditions: {} }),
      findings: [{ message: 'near', at: '/Statement/0/Conditions', text: 'Did you mean "Condition"?' }],
    },
    {
      name: 'names that do not exist',
      policy: { Comment: '', ...policy({ Description: '' }) },
      findings: [
        { message: 'unknown', at: '/Comment', text: 'in a policy. Allowed: Version, Id, Statement.' },
        { message: 'unknown', at: '/Statement/0/Description', text: 'in a statement. Allowed: Sid, Effect,' },
      ],
    },
  ],
});

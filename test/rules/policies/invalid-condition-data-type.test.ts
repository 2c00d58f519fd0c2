import rule from '../../../src/rules/policies/invalid-condition-data-type.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'one string', policy: policy({ StringEquals: { 's3:prefix': 'a/' } }) },
    { name: 'several strings', policy: policy({ StringEquals: { 's3:prefix': ['a/', 'b/'] } }) },
    {
      name: 'JSON Boolean and number',
      policy: policy({ Bool: { 'aws:SecureTransport': false }, NumericLessThan: { 's3:max-keys': 10 } }),
    },
    { name: 'an empty list', policy: policy({ StringEquals: { 's3:prefix': [] } }) },
  ],
  invalid: [
    {
      name: 'an object',
      policy: policy({ StringEquals: { 's3:prefix': {} } }),
      findings: [{ message: 'type', at: '/Statement/0/Condition/StringEquals/s3:prefix', text: 'an object' }],
    },
    {
      name: 'a nested list and null',
      policy: policy({ StringEquals: { 's3:prefix': ['a', ['b'], null] } }),
      findings: [
        { message: 'type', at: '/Statement/0/Condition/StringEquals/s3:prefix/1', text: 'a nested list' },
        { message: 'type', at: '/Statement/0/Condition/StringEquals/s3:prefix/2', text: 'null' },
      ],
    },
    {
      name: 'a number beside strings',
      policy: policy({ StringEquals: { 's3:prefix': ['a', 'b', 3] } }),
      findings: [{ message: 'mixed', at: '/Statement/0/Condition/StringEquals/s3:prefix/2', text: 'string, number' }],
    },
  ],
});

import rule from '../../../src/rules/policies/redundant-condition-value-num.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'one limit', policy: policy({ NumericLessThan: { 'aws:MultiFactorAuthAge': ['3600'] } }) },
    { name: 'different numbers', policy: policy({ NumericEquals: { 's3:max-keys': [10, 20] } }) },
    {
      name: 'limits under two operators',
      policy: policy({ NumericLessThan: { 's3:max-keys': 20 }, NumericGreaterThan: { 's3:max-keys': 10 } }),
    },
    { name: 'texts', policy: policy({ StringEquals: { 's3:prefix': ['1', '1'] } }) },
  ],
  invalid: [
    {
      name: 'upper limits',
      policy: policy({ NumericLessThan: { 'aws:MultiFactorAuthAge': ['2700', '3600'] } }),
      findings: [
        { message: 'limit', at: '/Statement/0/Condition/NumericLessThan/aws:MultiFactorAuthAge/0', related: 1 },
      ],
      output: policy({ NumericLessThan: { 'aws:MultiFactorAuthAge': ['3600'] } }),
    },
    {
      name: 'lower limits',
      policy: policy({ NumericGreaterThanEquals: { 's3:max-keys': [5, 10] } }),
      findings: [{ message: 'limit', at: '/Statement/0/Condition/NumericGreaterThanEquals/s3:max-keys/1' }],
      output: policy({ NumericGreaterThanEquals: { 's3:max-keys': [5] } }),
    },
    {
      name: 'a number twice',
      policy: policy({ NumericEquals: { 's3:max-keys': ['1', '2', '1.0'] } }),
      findings: [{ message: 'limit', at: '/Statement/0/Condition/NumericEquals/s3:max-keys/2' }],
      output: policy({ NumericEquals: { 's3:max-keys': ['1', '2'] } }),
    },
  ],
});

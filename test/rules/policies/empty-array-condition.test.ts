import rule from '../../../src/rules/policies/empty-array-condition.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'one value', policy: policy({ StringEquals: { 'aws:TagKeys': ['a'] } }) },
    { name: 'a list whose only value is damaged', policy: policy({ StringEquals: { 'aws:TagKeys': [null] } }) },
    {
      name: 'operators of the related rules',
      policy: policy({
        'ForAllValues:StringEquals': { 'aws:TagKeys': [] },
        'ForAnyValue:StringEquals': { 'aws:TagKeys': [] },
        StringEqualsIfExists: { 'aws:TagKeys': [] },
      }),
    },
  ],
  invalid: [
    {
      name: 'an empty list',
      policy: policy({ StringEquals: { 'aws:TagKeys': [] } }),
      findings: [{ message: 'empty', at: '/Statement/0/Condition/StringEquals/aws:TagKeys' }],
    },
    {
      name: 'beside another key',
      policy: policy({ StringEquals: { 's3:prefix': 'a', 'aws:username': [] } }),
      findings: [{ message: 'empty', at: '/Statement/0/Condition/StringEquals/aws:username' }],
    },
  ],
});

import rule from '../../../src/rules/policies/empty-array-condition-foranyvalue.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'one value', policy: policy({ 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['a'] } }) },
    {
      name: 'a list whose only value is damaged',
      policy: policy({ 'ForAnyValue:StringEquals': { 'aws:TagKeys': [null] } }),
    },
    {
      name: 'operators of the related rules',
      policy: policy({
        StringEquals: { 'aws:TagKeys': [] },
        'ForAllValues:StringEquals': { 'aws:TagKeys': [] },
        StringEqualsIfExists: { 'aws:TagKeys': [] },
      }),
    },
  ],
  invalid: [
    {
      name: 'an empty list',
      policy: policy({ 'ForAnyValue:StringEquals': { 'aws:TagKeys': [] } }),
      findings: [{ message: 'empty', at: '/Statement/0/Condition/ForAnyValue:StringEquals/aws:TagKeys' }],
    },
    {
      name: 'beside another key',
      policy: policy({ 'ForAnyValue:StringEquals': { 's3:prefix': 'a', 'aws:username': [] } }),
      findings: [{ message: 'empty', at: '/Statement/0/Condition/ForAnyValue:StringEquals/aws:username' }],
    },
  ],
});

import rule from '../../../src/rules/policies/empty-array-condition-forallvalues.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'one value', policy: policy({ 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a'] } }) },
    {
      name: 'a list whose only value is damaged',
      policy: policy({ 'ForAllValues:StringEquals': { 'aws:TagKeys': [null] } }),
    },
    {
      name: 'operators of the related rules',
      policy: policy({
        StringEquals: { 'aws:TagKeys': [] },
        'ForAnyValue:StringEquals': { 'aws:TagKeys': [] },
        StringEqualsIfExists: { 'aws:TagKeys': [] },
      }),
    },
  ],
  invalid: [
    {
      name: 'an empty list',
      policy: policy({ 'ForAllValues:StringEquals': { 'aws:TagKeys': [] } }),
      findings: [{ message: 'empty', at: '/Statement/0/Condition/ForAllValues:StringEquals/aws:TagKeys' }],
    },
    {
      name: 'beside another key',
      policy: policy({ 'ForAllValues:StringEquals': { 's3:prefix': 'a', 'aws:username': [] } }),
      findings: [{ message: 'empty', at: '/Statement/0/Condition/ForAllValues:StringEquals/aws:username' }],
    },
  ],
});

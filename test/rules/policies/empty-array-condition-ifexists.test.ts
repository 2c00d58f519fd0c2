import rule from '../../../src/rules/policies/empty-array-condition-ifexists.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'one value', policy: policy({ StringEqualsIfExists: { 'aws:TagKeys': ['a'] } }) },
    { name: 'a list whose only value is damaged', policy: policy({ StringEqualsIfExists: { 'aws:TagKeys': [null] } }) },
    {
      name: 'operators of the related rules',
      policy: policy({
        StringEquals: { 'aws:TagKeys': [] },
        'ForAllValues:StringEquals': { 'aws:TagKeys': [] },
        'ForAnyValue:StringEquals': { 'aws:TagKeys': [] },
      }),
    },
  ],
  invalid: [
    {
      name: 'an empty list',
      policy: policy({ StringEqualsIfExists: { 'aws:TagKeys': [] } }),
      findings: [{ message: 'empty', at: '/Statement/0/Condition/StringEqualsIfExists/aws:TagKeys' }],
    },
    {
      name: 'beside another key',
      policy: policy({ StringEqualsIfExists: { 's3:prefix': 'a', 'aws:username': [] } }),
      findings: [{ message: 'empty', at: '/Statement/0/Condition/StringEqualsIfExists/aws:username' }],
    },
  ],
});

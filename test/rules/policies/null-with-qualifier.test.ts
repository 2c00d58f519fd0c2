import rule from '../../../src/rules/policies/null-with-qualifier.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'Null', policy: policy({ Null: { 'aws:TagKeys': 'true' } }) },
    {
      name: 'a qualifier on another operator',
      policy: policy({ 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'true' } }),
    },
  ],
  invalid: [
    {
      name: 'ForAllValues',
      policy: policy({ 'ForAllValues:Null': { 'aws:TagKeys': 'true' } }),
      findings: [{ message: 'all', at: '/Statement/0/Condition/ForAllValues:Null' }],
    },
    {
      name: 'ForAnyValue',
      policy: policy({ 'ForAnyValue:Null': { 'aws:TagKeys': 'false' } }),
      findings: [{ message: 'any', at: '/Statement/0/Condition/ForAnyValue:Null' }],
    },
  ],
});

import rule from '../../../src/rules/policies/redundant-statement-due-to-wildcard-in-condition.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'a value', policy: policy({ 'ForAnyValue:StringNotLike': { 'aws:TagKeys': 'a*' } }) },
    { name: 'a key that may be absent', policy: policy({ StringNotLike: { 'aws:ResourceTag/team': '*' } }) },
    { name: 'the positive operator', policy: policy({ StringLike: { 'aws:PrincipalAccount': '*' } }) },
    { name: 'IfExists', policy: policy({ 'ForAnyValue:StringNotLikeIfExists': { 'aws:TagKeys': '*' } }) },
  ],
  invalid: [
    {
      name: 'ForAnyValue',
      policy: policy({ 'ForAnyValue:StringNotLike': { 'aws:TagKeys': ['a', '*'] } }),
      findings: [{ message: 'never', at: '/Statement/0/Condition/ForAnyValue:StringNotLike/aws:TagKeys/1' }],
    },
    {
      name: 'a key of every request',
      policy: policy({ StringNotLike: { 'aws:RequestedRegion': '*' } }),
      findings: [{ message: 'never', at: '/Statement/0/Condition/StringNotLike/aws:RequestedRegion' }],
    },
  ],
});

import rule from '../../../src/rules/policies/missing-qualifier.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'with a qualifier', policy: policy({ 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['team'] } }) },
    { name: 'a single-valued key', policy: policy({ StringEquals: { 'aws:username': ['a', 'b'] } }) },
    { name: 'Null', policy: policy({ Null: { 'aws:TagKeys': 'false' } }) },
    {
      name: 'a key single-valued in one service and multivalued in another',
      policy: policy({ StringEquals: { 'identitystore:UserId': 'a' } }),
    },
  ],
  invalid: [
    {
      name: 'one value',
      policy: policy({ StringEquals: { 'aws:TagKeys': 'team' } }),
      findings: [{ message: 'missing', at: '/Statement/0/Condition/StringEquals/aws:TagKeys' }],
    },
    {
      name: 'a key of a service',
      policy: policy({ StringLike: { 'dynamodb:LeadingKeys': ['a*'] } }),
      findings: [{ message: 'missing', at: '/Statement/0/Condition/StringLike/dynamodb:LeadingKeys' }],
    },
  ],
});

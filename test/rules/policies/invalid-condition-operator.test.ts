import rule from '../../../src/rules/policies/invalid-condition-operator.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'a documented operator', policy: policy({ StringEquals: { 'aws:PrincipalAccount': '111122223333' } }) },
    {
      name: 'with qualifier and suffix',
      policy: policy({ 'ForAnyValue:StringLikeIfExists': { 'aws:TagKeys': ['a*'] } }),
    },
    { name: 'in another letter case', policy: policy({ stringequals: { 'aws:PrincipalAccount': '111122223333' } }) },
    { name: 'an empty condition', policy: policy({}) },
  ],
  invalid: [
    {
      name: 'a slip in what follows the name',
      policy: policy({ 'ForAnyValue:StringEqualsIfExist': { 'aws:TagKeys': 'a' } }),
      findings: [
        {
          message: 'near',
          at: '/Statement/0/Condition/ForAnyValue:StringEqualsIfExist',
          text: '"ForAnyValue:StringEqualsIfExists"',
        },
      ],
    },
    {
      name: 'a misspelling',
      policy: policy({ StringEqualIfExists: { 'aws:username': 'a' } }),
      findings: [
        {
          message: 'near',
          at: '/Statement/0/Condition/StringEqualIfExists',
          text: 'Did you mean "StringEqualsIfExists"?',
        },
      ],
    },
    {
      name: 'an operator that does not exist',
      policy: policy({ Contains: { 'aws:username': 'a' } }),
      findings: [{ message: 'unknown', at: '/Statement/0/Condition/Contains' }],
    },
    {
      name: 'an unknown qualifier',
      policy: policy({ 'ForEachValue:Bool': { 'aws:SecureTransport': 'true' } }),
      findings: [{ message: 'unknown', at: '/Statement/0/Condition/ForEachValue:Bool' }],
    },
  ],
});

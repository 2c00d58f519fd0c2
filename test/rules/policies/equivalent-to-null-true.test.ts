import rule from '../../../src/rules/policies/equivalent-to-null-true.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'Null', policy: policy({ Null: { 'aws:ResourceTag/team': 'true' } }) },
    {
      name: 'more than the wildcard',
      policy: policy({ StringNotLike: { 'aws:ResourceTag/team': 'a*', 's3:prefix': ['*', 'b'] } }),
    },
    { name: 'an escaped wildcard', policy: policy({ StringNotLike: { 'aws:ResourceTag/team': '${*}' } }) },
    { name: 'the opposite operator', policy: policy({ StringLike: { 'aws:ResourceTag/team': '*' } }) },
    {
      name: 'a key of every request, which another rule reports',
      policy: policy({ StringNotLike: { 'aws:PrincipalAccount': '*' } }),
    },
    {
      name: 'ForAnyValue, which another rule reports',
      policy: policy({ 'ForAnyValue:StringNotLike': { 'aws:TagKeys': '*' } }),
    },
  ],
  invalid: [
    {
      name: 'the wildcard alone',
      policy: policy({ StringNotLike: { 'aws:ResourceTag/team': '*' } }),
      findings: [{ message: 'null', at: '/Statement/0/Condition/StringNotLike/aws:ResourceTag~1team' }],
      output: policy({ Null: { 'aws:ResourceTag/team': 'true' } }),
    },
    {
      name: 'in a list',
      policy: policy({ StringNotLike: { 'aws:ResourceTag/team': ['*'] } }),
      findings: [{ message: 'null', at: '/Statement/0/Condition/StringNotLike/aws:ResourceTag~1team/0' }],
      output: policy({ Null: { 'aws:ResourceTag/team': 'true' } }),
    },
    {
      name: 'beside another key, left as it is',
      policy: policy({ StringNotLike: { 'aws:ResourceTag/team': '*', 's3:prefix': 'a*' } }),
      findings: [{ message: 'null' }],
      output: policy({ StringNotLike: { 'aws:ResourceTag/team': '*', 's3:prefix': 'a*' } }),
    },
    {
      name: 'beside Null, left as it is',
      policy: policy({ StringNotLike: { 'aws:ResourceTag/team': '*' }, Null: { 's3:prefix': 'true' } }),
      findings: [{ message: 'null' }],
      output: policy({ StringNotLike: { 'aws:ResourceTag/team': '*' }, Null: { 's3:prefix': 'true' } }),
    },
  ],
});

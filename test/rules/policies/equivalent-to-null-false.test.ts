import rule from '../../../src/rules/policies/equivalent-to-null-false.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'Null', policy: policy({ Null: { 'aws:ResourceTag/team': 'false' } }) },
    {
      name: 'more than the wildcard',
      policy: policy({ StringLike: { 'aws:ResourceTag/team': 'a*', 's3:prefix': ['*', 'b'] } }),
    },
    { name: 'an escaped wildcard', policy: policy({ StringLike: { 'aws:ResourceTag/team': '${*}' } }) },
    { name: 'the opposite operator', policy: policy({ StringNotLike: { 'aws:ResourceTag/team': '*' } }) },
    {
      name: 'IfExists, which another rule reports',
      policy: policy({ StringLikeIfExists: { 'aws:ResourceTag/team': '*' } }),
    },
  ],
  invalid: [
    {
      name: 'the wildcard alone',
      policy: policy({ StringLike: { 'aws:ResourceTag/team': '*' } }),
      findings: [{ message: 'null', at: '/Statement/0/Condition/StringLike/aws:ResourceTag~1team' }],
      output: policy({ Null: { 'aws:ResourceTag/team': 'false' } }),
    },
    {
      name: 'in a list',
      policy: policy({ StringLike: { 'aws:ResourceTag/team': ['*'] } }),
      findings: [{ message: 'null', at: '/Statement/0/Condition/StringLike/aws:ResourceTag~1team/0' }],
      output: policy({ Null: { 'aws:ResourceTag/team': 'false' } }),
    },
    {
      name: 'beside another key, left as it is',
      policy: policy({ StringLike: { 'aws:ResourceTag/team': '*', 's3:prefix': 'a*' } }),
      findings: [{ message: 'null' }],
      output: policy({ StringLike: { 'aws:ResourceTag/team': '*', 's3:prefix': 'a*' } }),
    },
    {
      name: 'beside Null, left as it is',
      policy: policy({ StringLike: { 'aws:ResourceTag/team': '*' }, Null: { 's3:prefix': 'true' } }),
      findings: [{ message: 'null' }],
      output: policy({ StringLike: { 'aws:ResourceTag/team': '*' }, Null: { 's3:prefix': 'true' } }),
    },
  ],
});

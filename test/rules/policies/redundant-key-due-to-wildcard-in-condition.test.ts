import rule from '../../../src/rules/policies/redundant-key-due-to-wildcard-in-condition.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'a value', policy: policy({ StringLikeIfExists: { 'aws:ResourceTag/team': 'a*' } }) },
    { name: 'without IfExists', policy: policy({ StringLike: { 'aws:ResourceTag/team': '*' } }) },
    { name: 'ForAnyValue', policy: policy({ 'ForAnyValue:StringLike': { 'aws:TagKeys': '*' } }) },
    { name: 'an escaped wildcard', policy: policy({ StringLikeIfExists: { 'aws:ResourceTag/team': '${*}' } }) },
  ],
  invalid: [
    {
      name: 'IfExists',
      policy: policy({ StringLikeIfExists: { 'aws:ResourceTag/team': '*', 's3:prefix': 'a*' } }),
      findings: [{ message: 'always', at: '/Statement/0/Condition/StringLikeIfExists/aws:ResourceTag~1team' }],
      output: policy({ StringLikeIfExists: { 's3:prefix': 'a*' } }),
    },
    {
      name: 'ForAllValues among other values',
      policy: policy({
        'ForAllValues:StringLike': { 'aws:TagKeys': ['a', '*'] },
        Bool: { 'aws:SecureTransport': 'true' },
      }),
      findings: [{ message: 'always', at: '/Statement/0/Condition/ForAllValues:StringLike/aws:TagKeys/1' }],
      output: policy({ Bool: { 'aws:SecureTransport': 'true' } }),
    },
    {
      name: 'the only condition',
      policy: policy({ StringLikeIfExists: { 'aws:ResourceTag/team': '*' } }),
      findings: [{ message: 'always' }],
      output: JSON.parse(JSON.stringify(policy(undefined))) as unknown,
    },
  ],
});

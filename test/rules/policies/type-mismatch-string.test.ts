import rule from '../../../src/rules/policies/type-mismatch-string.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'strings', policy: policy({ StringEquals: { 'aws:PrincipalAccount': ['111122223333'] } }) },
    { name: 'a number under a Numeric operator', policy: policy({ NumericLessThan: { 's3:max-keys': 10 } }) },
    {
      name: 'a list of several kinds, which another rule reports',
      policy: policy({ StringEquals: { 'aws:PrincipalAccount': ['111122223333', 444455556666] } }),
    },
  ],
  invalid: [
    {
      name: 'a number',
      policy: policy({ StringEquals: { 'aws:PrincipalAccount': 111122223333 } }),
      findings: [{ message: 'value', at: '/Statement/0/Condition/StringEquals/aws:PrincipalAccount' }],
      output: policy({ StringEquals: { 'aws:PrincipalAccount': '111122223333' } }),
    },
    {
      name: 'a Boolean',
      policy: policy({ StringLike: { 'aws:RequestTag/open': [true] } }),
      findings: [{ message: 'value', at: '/Statement/0/Condition/StringLike/aws:RequestTag~1open/0', text: 'boolean' }],
      output: policy({ StringLike: { 'aws:RequestTag/open': ['true'] } }),
    },
    {
      name: 'a number whose text may differ',
      policy: policy({ StringEquals: { 's3:prefix': 0.5 } }),
      findings: [{ message: 'value' }],
      output: policy({ StringEquals: { 's3:prefix': 0.5 } }),
    },
  ],
});

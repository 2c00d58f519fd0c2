import rule from '../../../src/rules/policies/string-like-operator-with-arn-condition-keys.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'ArnLike', policy: policy({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/a' } }) },
    {
      name: 'StringEquals',
      policy: policy({ StringEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/a' } }),
    },
    { name: 'StringLike on a text key', policy: policy({ StringLike: { 's3:prefix': 'arn:*' } }) },
  ],
  invalid: [
    {
      name: 'StringLike',
      policy: policy({ StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/a' } }),
      findings: [{ message: 'like', at: '/Statement/0/Condition/StringLike/aws:PrincipalArn', text: 'Use ArnLike.' }],
    },
    {
      name: 'negated, with IfExists, on a key of a service',
      policy: policy({ StringNotLikeIfExists: { 'iam:PolicyARN': 'arn:aws:iam::*:policy/a' } }),
      findings: [
        { message: 'like', at: '/Statement/0/Condition/StringNotLikeIfExists/iam:PolicyARN', text: 'ArnNotLike' },
      ],
    },
  ],
});

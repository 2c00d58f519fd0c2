import rule from '../../../src/rules/policies/unsupported-global-condition-key.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'aws:PrincipalArn', policy: policy({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/a' } }) },
    { name: 'aws:SourceArn', policy: policy({ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::b' } }) },
  ],
  invalid: [
    {
      name: 'aws:ARN',
      policy: policy({ ArnLike: { 'aws:ARN': 'arn:aws:iam::*:role/a' } }),
      findings: [{ message: 'unsupported', at: '/Statement/0/Condition/ArnLike/aws:ARN' }],
    },
    {
      name: 'in another letter case',
      policy: policy({ StringLike: { 'aws:Arn': 'arn:aws:iam::*:role/a' } }),
      findings: [{ message: 'unsupported', at: '/Statement/0/Condition/StringLike/aws:Arn' }],
    },
  ],
});

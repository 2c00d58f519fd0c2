import rule from '../../../src/rules/policies/invalid-vpc-format.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'short and long IDs',
      policy: policy({ StringEquals: { 'aws:SourceVpc': ['vpc-1a2b3c4d', 'vpc-0123456789abcdef0'] } }),
    },
    { name: 'a wildcard', policy: policy({ StringLike: { 'aws:SourceVpc': 'vpc-*' } }) },
    { name: 'a variable', policy: policy({ StringEquals: { 'aws:SourceVpc': '${aws:PrincipalTag/net}' } }) },
    { name: 'Null', policy: policy({ Null: { 'aws:SourceVpc': 'true' } }) },
  ],
  invalid: [
    {
      name: 'the wrong length',
      policy: policy({ StringNotEquals: { 'aws:SourceVpc': ['vpc-1a2b3c4d', 'vpc-12345'] } }),
      findings: [{ message: 'format', at: '/Statement/0/Condition/StringNotEquals/aws:SourceVpc/1' }],
    },
    {
      name: 'the other kind of ID',
      policy: policy({ StringEquals: { 'aws:sourcevpc': 'vpce-1a2b3c4d' } }),
      findings: [{ message: 'format', at: '/Statement/0/Condition/StringEquals/aws:sourcevpc' }],
    },
  ],
});

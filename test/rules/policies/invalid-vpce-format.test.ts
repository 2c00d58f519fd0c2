import rule from '../../../src/rules/policies/invalid-vpce-format.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'short and long IDs',
      policy: policy({ StringEquals: { 'aws:SourceVpce': ['vpce-1a2b3c4d', 'vpce-0123456789abcdef0'] } }),
    },
    { name: 'a wildcard', policy: policy({ StringLike: { 'aws:SourceVpce': 'vpce-*' } }) },
    { name: 'a variable', policy: policy({ StringEquals: { 'aws:SourceVpce': '${aws:PrincipalTag/net}' } }) },
    { name: 'Null', policy: policy({ Null: { 'aws:SourceVpce': 'true' } }) },
  ],
  invalid: [
    {
      name: 'the wrong length',
      policy: policy({ StringNotEquals: { 'aws:SourceVpce': ['vpce-1a2b3c4d', 'vpce-12345'] } }),
      findings: [{ message: 'format', at: '/Statement/0/Condition/StringNotEquals/aws:SourceVpce/1' }],
    },
    {
      name: 'the other kind of ID',
      policy: policy({ StringEquals: { 'aws:sourcevpce': 'vpc-1a2b3c4d' } }),
      findings: [{ message: 'format', at: '/Statement/0/Condition/StringEquals/aws:sourcevpce' }],
    },
  ],
});

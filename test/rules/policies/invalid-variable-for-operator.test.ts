import rule from '../../../src/rules/policies/invalid-variable-for-operator.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'a String operator', policy: policy({ StringEquals: { 'aws:ResourceTag/owner': '${aws:username}' } }) },
    {
      name: 'an Arn operator',
      policy: policy({ ArnLike: { 'aws:SourceArn': 'arn:aws:iam::111122223333:user/${aws:username}' } }),
    },
    { name: 'no variable', policy: policy({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }) },
    {
      name: 'an unknown operator, which another rule reports',
      policy: policy({ Contains: { 'aws:username': '${aws:username}' } }),
    },
  ],
  invalid: [
    {
      name: 'an IP operator',
      policy: policy({ IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '${aws:PrincipalTag/ip}'] } }),
      findings: [{ message: 'variable', at: '/Statement/0/Condition/IpAddress/aws:SourceIp/1' }],
    },
    {
      name: 'Null',
      policy: policy({ Null: { 'aws:TagKeys': '${aws:PrincipalTag/x}' } }),
      findings: [{ message: 'variable', at: '/Statement/0/Condition/Null/aws:TagKeys' }],
    },
  ],
});

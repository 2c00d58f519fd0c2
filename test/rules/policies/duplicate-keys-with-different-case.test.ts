import rule from '../../../src/rules/policies/duplicate-keys-with-different-case.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'different keys',
      policy: policy({ StringEquals: { 'aws:SourceVpc': 'vpc-1a2b3c4d', 'aws:SourceVpce': 'vpce-1a2b3c4d' } }),
    },
    {
      name: 'the same key under two operators',
      policy: policy({ StringLike: { 'aws:username': 'a*' }, StringNotEquals: { 'AWS:username': 'ab' } }),
    },
  ],
  invalid: [
    {
      name: 'two spellings',
      policy: policy({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24', 'AWS:SourceIp': '198.51.100.0/24' } }),
      findings: [{ message: 'duplicate', at: '/Statement/0/Condition/IpAddress/AWS:SourceIp', related: 1 }],
    },
    {
      name: 'a tag key',
      policy: policy({ StringEquals: { 'aws:ResourceTag/Team': 'a', 'aws:ResourceTag/team': 'a' } }),
      findings: [{ message: 'duplicate', at: '/Statement/0/Condition/StringEquals/aws:ResourceTag~1team' }],
    },
  ],
});

import rule from '../../../src/rules/policies/untrustworthy-condition-key.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'a key that AWS sets', policy: policy({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }) },
    { name: 'Null', policy: policy({ Null: { 'aws:Referer': 'true' } }) },
  ],
  invalid: [
    {
      name: 'Referer',
      policy: policy({ StringLike: { 'aws:Referer': 'https://www.example.com/*' } }, { Principal: '*' }),
      type: 'resource',
      findings: [{ message: 'spoofable', at: '/Statement/0/Condition/StringLike/aws:Referer' }],
    },
    {
      name: 'User-Agent',
      policy: policy({ StringNotEquals: { 'aws:useragent': 'secret' } }, { Effect: 'Deny' }),
      findings: [{ message: 'spoofable', at: '/Statement/0/Condition/StringNotEquals/aws:useragent' }],
    },
  ],
});

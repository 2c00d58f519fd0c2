import rule from '../../../src/rules/policies/improve-ip-range.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'a block', policy: policy({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }) },
    {
      name: 'single addresses',
      policy: policy({ IpAddress: { 'aws:SourceIp': ['203.0.113.5', '203.0.113.5/32', '2001:db8::1'] } }),
    },
    {
      name: 'under a String operator',
      policy: policy({ StringEquals: { 'aws:PrincipalTag/range': '203.0.113.5/24' } }),
    },
  ],
  invalid: [
    {
      name: 'host bits',
      policy: policy({ NotIpAddress: { 'aws:SourceIp': ['203.0.113.5/24', '2001:db8::1/64'] } }),
      findings: [
        { message: 'bits', at: '/Statement/0/Condition/NotIpAddress/aws:SourceIp/0', text: '203.0.113.0/24' },
        { message: 'bits', at: '/Statement/0/Condition/NotIpAddress/aws:SourceIp/1', text: '2001:db8::/64' },
      ],
      output: policy({ NotIpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '2001:db8::/64'] } }),
    },
  ],
});

import rule from '../../../src/rules/policies/type-mismatch-ip-range.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'addresses and blocks',
      policy: policy({ IpAddress: { 'aws:SourceIp': ['203.0.113.7', '203.0.113.0/24', '2001:db8::/32'] } }),
    },
    { name: 'under a String operator', policy: policy({ StringEquals: { 'aws:username': '203.0.113.0/33' } }) },
    {
      name: 'a variable, which another rule reports',
      policy: policy({ IpAddress: { 'aws:SourceIp': '${aws:PrincipalTag/x}' } }),
    },
  ],
  invalid: [
    {
      name: 'a prefix that is too long',
      policy: policy({ IpAddress: { 'aws:SourceIp': '203.0.113.0/33' } }),
      findings: [{ message: 'value', at: '/Statement/0/Condition/IpAddress/aws:SourceIp' }],
    },
    {
      name: 'a wildcard and a range',
      policy: policy({ NotIpAddress: { 'aws:SourceIp': ['203.0.113.*', '203.0.113.1-203.0.113.9'] } }),
      findings: [
        { message: 'value', at: '/Statement/0/Condition/NotIpAddress/aws:SourceIp/0' },
        { message: 'value', at: '/Statement/0/Condition/NotIpAddress/aws:SourceIp/1' },
      ],
    },
  ],
});

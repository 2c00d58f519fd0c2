import rule from '../../../src/rules/policies/private-ip-address.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'public addresses',
      policy: policy({ IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '2001:db8::/32'] } }),
    },
    {
      name: 'private and public addresses',
      policy: policy({ IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '203.0.113.7'] } }),
    },
    { name: 'more than the private range', policy: policy({ IpAddress: { 'aws:SourceIp': '10.0.0.0/7' } }) },
    { name: 'another key', policy: policy({ IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } }) },
    { name: 'no address at all', policy: policy({ IpAddress: { 'aws:SourceIp': 'office' } }) },
    { name: 'the opposite operator', policy: policy({ NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }) },
  ],
  invalid: [
    {
      name: 'a private range',
      policy: policy({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }),
      findings: [{ message: 'private', at: '/Statement/0/Condition/IpAddress/aws:SourceIp' }],
    },
    {
      name: 'private addresses of both versions',
      policy: policy({ IpAddressIfExists: { 'AWS:SourceIp': ['192.168.1.1', 'fd00::/8', '172.31.0.0/16'] } }),
      findings: [{ message: 'private', at: '/Statement/0/Condition/IpAddressIfExists/AWS:SourceIp' }],
    },
  ],
});

import rule from '../../../src/rules/policies/private-ip-address-subset.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'public addresses',
      policy: policy({ IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '2001:db8::/32'] } }),
    },
    {
      name: 'private addresses alone, which another rule reports',
      policy: policy({ IpAddress: { 'aws:SourceIp': ['10.0.0.0/8'] } }),
    },
    { name: 'another key', policy: policy({ IpAddress: { 'aws:VpcSourceIp': ['10.0.0.0/8', '203.0.113.0/24'] } }) },
  ],
  invalid: [
    {
      name: 'both',
      policy: policy({ IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '203.0.113.0/24', 'fd00::/8'] } }),
      findings: [
        { message: 'private', at: '/Statement/0/Condition/IpAddress/aws:SourceIp/0' },
        { message: 'private', at: '/Statement/0/Condition/IpAddress/aws:SourceIp/2' },
      ],
    },
    {
      name: 'beside the whole internet',
      policy: policy({ IpAddress: { 'aws:SourceIp': ['0.0.0.0/0', '192.168.0.0/16'] } }),
      findings: [{ message: 'private', at: '/Statement/0/Condition/IpAddress/aws:SourceIp/1' }],
    },
  ],
});

import rule from '../../../src/rules/policies/missing-paired-condition-keys.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'with the VPC',
      policy: policy({
        IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' },
        StringEquals: { 'aws:SourceVpc': 'vpc-1a2b3c4d' },
      }),
    },
    {
      name: 'with the endpoint',
      policy: policy({
        IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' },
        StringEquals: { 'aws:sourcevpce': 'vpce-1a2b3c4d' },
      }),
    },
    { name: 'a public address', policy: policy({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }) },
    { name: 'Null', policy: policy({ Null: { 'aws:VpcSourceIp': 'true' } }) },
  ],
  invalid: [
    {
      name: 'alone',
      policy: policy({ IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } }),
      findings: [{ message: 'alone', at: '/Statement/0/Condition/IpAddress/aws:VpcSourceIp', text: 'aws:SourceVpc' }],
    },
    {
      name: 'beside an unrelated key',
      policy: policy(
        { NotIpAddress: { 'aws:vpcsourceip': '10.0.0.0/8' }, Bool: { 'aws:SecureTransport': 'true' } },
        { Effect: 'Deny' },
      ),
      findings: [{ message: 'alone' }],
    },
  ],
});

import rule from '../../../src/rules/policies/condition-always-true.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'a key that may be absent', policy: policy({ Null: { 'aws:username': 'false' } }) },
    {
      name: 'the whole internet, but not through an endpoint',
      policy: policy({ IpAddress: { 'aws:SourceIp': ['0.0.0.0/0', '::/0'] } }),
    },
    { name: 'one version of addresses', policy: policy({ IpAddressIfExists: { 'aws:SourceIp': '0.0.0.0/0' } }) },
    { name: 'no address', policy: policy({ NotIpAddressIfExists: { 'aws:SourceIp': ['0.0.0.0/0', '::/0'] } }) },
    { name: 'a key of every request with a value', policy: policy({ Bool: { 'aws:SecureTransport': 'true' } }) },
  ],
  invalid: [
    {
      name: 'presence of a key that every request has',
      policy: policy({ Null: { 'aws:RequestedRegion': 'false' } }),
      findings: [{ message: 'always', at: '/Statement/0/Condition/Null/aws:RequestedRegion' }],
    },
    {
      name: 'every address, and none',
      policy: policy({ IpAddressIfExists: { 'aws:SourceIp': ['0.0.0.0/0', '::/0'] } }),
      findings: [{ message: 'always', at: '/Statement/0/Condition/IpAddressIfExists/aws:SourceIp' }],
    },
  ],
});

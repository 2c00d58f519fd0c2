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
    {
      name: 'a value that some other one differs from',
      policy: policy({ StringNotEquals: { 'aws:username': 'ana' } }),
    },
    { name: 'a choice of one of two', policy: policy({ BoolIfExists: { 'aws:SecureTransport': 'true' } }) },
    { name: 'a pattern that asks for a letter', policy: policy({ StringLikeIfExists: { 'aws:username': '?*' } }) },
    { name: 'any ARN, but one', policy: policy({ ArnLike: { 'aws:SourceArn': 'arn:*' } }) },
  ],
  invalid: [
    {
      name: 'true and false of a key that may be absent',
      policy: policy({ BoolIfExists: { 'aws:MultiFactorAuthPresent': ['true', 'false'] } }),
      findings: [{ message: 'always', at: '/Statement/0/Condition/BoolIfExists/aws:MultiFactorAuthPresent' }],
    },
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

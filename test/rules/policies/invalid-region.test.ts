import rule from '../../../src/rules/policies/invalid-region.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'Regions',
      policy: policy({ StringEquals: { 'aws:RequestedRegion': ['eu-west-1', 'cn-north-1', 'us-gov-west-1'] } }),
    },
    { name: 'a wildcard', policy: policy({ StringLike: { 'aws:RequestedRegion': 'eu-*' } }) },
    { name: 'a variable', policy: policy({ StringEquals: { 'ec2:Region': '${aws:PrincipalTag/region}' } }) },
    { name: 'another key', policy: policy({ StringEquals: { 'aws:PrincipalTag/region': 'north' } }) },
    {
      name: 'the Region that Bedrock picks',
      policy: policy({ StringEquals: { 'aws:RequestedRegion': 'unspecified' } }),
    },
  ],
  invalid: [
    {
      name: 'a misspelled Region',
      policy: policy({ StringEquals: { 'aws:RequestedRegion': ['us-east-1', 'us-esat-1'] } }),
      findings: [
        { message: 'near', at: '/Statement/0/Condition/StringEquals/aws:RequestedRegion/1', text: 'us-east-1' },
      ],
    },
    {
      name: 'an Availability Zone name',
      policy: policy({ StringEquals: { 'ec2:Region': 'Frankfurt' } }),
      findings: [{ message: 'unknown', at: '/Statement/0/Condition/StringEquals/ec2:Region' }],
    },
  ],
});

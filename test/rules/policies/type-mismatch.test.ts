import rule from '../../../src/rules/policies/type-mismatch.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'a fitting operator',
      policy: policy({
        Bool: { 'aws:SecureTransport': 'true' },
        NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' },
      }),
    },
    {
      name: 'a String operator on an ARN key',
      policy: policy({ StringEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/a' } }),
    },
    {
      name: 'an Arn operator on a String key',
      policy: policy({ ArnLike: { 'ec2:Vpc': 'arn:aws:ec2:*:*:vpc/vpc-1a2b3c4d' } }),
    },
    { name: 'Null on any type', policy: policy({ Null: { 'aws:SecureTransport': 'true' } }) },
    { name: 'the epoch as a number', policy: policy({ NumericLessThan: { 'aws:EpochTime': '1700000000' } }) },
    {
      name: 'the age of an archive, which the reference calls a text',
      policy: policy({ NumericLessThan: { 'glacier:ArchiveAgeInDays': '365' } }),
    },
    { name: 'a key whose type is not known', policy: policy({ Bool: { 'idp.example.com:verified': 'true' } }) },
  ],
  invalid: [
    {
      name: 'texts on a Boolean key',
      policy: policy({ StringEquals: { 'aws:ViaAWSService': 'true' } }),
      findings: [
        { message: 'mismatch', at: '/Statement/0/Condition/StringEquals/aws:ViaAWSService', text: 'Use Bool.' },
      ],
    },
    {
      name: 'numbers on a text key',
      policy: policy({ NumericEquals: { 'aws:PrincipalAccount': '111122223333' } }),
      findings: [{ message: 'mismatch', at: '/Statement/0/Condition/NumericEquals/aws:PrincipalAccount' }],
    },
    {
      name: 'texts on an address',
      policy: policy({ StringLike: { 'aws:SourceIp': '10.*' } }),
      findings: [{ message: 'mismatch', at: '/Statement/0/Condition/StringLike/aws:SourceIp' }],
    },
  ],
});

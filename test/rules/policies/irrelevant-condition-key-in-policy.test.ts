import rule from '../../../src/rules/policies/irrelevant-condition-key-in-policy.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'a key that differs',
      policy: policy({ StringEquals: { 'aws:PrincipalAccount': '111122223333' } }),
      type: 'resource',
      resourceType: 'AWS::S3::Bucket',
    },
    {
      name: 'another kind of resource',
      policy: policy({ StringEquals: { 's3:ResourceAccount': '111122223333' } }),
      type: 'resource',
      resourceType: 'AWS::EC2::VPCEndpoint',
    },
    { name: 'an identity policy', policy: policy({ StringEquals: { 's3:ResourceAccount': '111122223333' } }) },
  ],
  invalid: [
    {
      name: 'a bucket',
      policy: policy({ StringEquals: { 's3:ResourceAccount': '111122223333' } }),
      type: 'resource',
      resourceType: 'AWS::S3::Bucket',
      findings: [{ message: 'constant', at: '/Statement/0/Condition/StringEquals/s3:ResourceAccount' }],
    },
    {
      name: 'an access point',
      policy: policy({ StringNotEquals: { 's3:resourceaccount': '111122223333' } }),
      type: 'resource',
      resourceType: 'AWS::S3::AccessPoint',
      findings: [{ message: 'constant' }],
    },
  ],
});

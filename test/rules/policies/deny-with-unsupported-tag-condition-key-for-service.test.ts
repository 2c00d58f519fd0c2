import rule from '../../../src/rules/policies/deny-with-unsupported-tag-condition-key-for-service.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'an action on tagged resources',
      policy: policy(
        { StringEquals: { 'aws:ResourceTag/team': 'a' } },
        { Effect: 'Deny', Action: 'ec2:StartInstances', Resource: '*' },
      ),
    },
    {
      name: 'an action that creates with tags',
      policy: policy(
        { StringEquals: { 'aws:ResourceTag/team': 'a' } },
        { Effect: 'Deny', Action: 'logs:CreateLogGroup', Resource: '*' },
      ),
    },
    {
      name: 'a wildcard of a service with tags',
      policy: policy(
        { StringEquals: { 'aws:ResourceTag/team': 'a' } },
        { Effect: 'Deny', Action: ['ec2:*', 'ec2:Describe*'], Resource: '*' },
      ),
    },
    {
      name: 'Null and IfExists',
      policy: policy(
        { Null: { 'aws:ResourceTag/team': 'true' }, StringEqualsIfExists: { 'aws:ResourceTag/cost': 'a' } },
        { Effect: 'Deny', Action: 'sts:GetCallerIdentity', Resource: '*' },
      ),
    },
    {
      name: 'the other effect',
      policy: policy(
        { StringEquals: { 'aws:ResourceTag/team': 'a' } },
        { Effect: 'Allow', Action: 'sts:GetCallerIdentity', Resource: '*' },
      ),
    },
  ],
  invalid: [
    {
      name: 'an action without resources',
      policy: policy(
        { StringEquals: { 'aws:ResourceTag/team': 'a' } },
        { Effect: 'Deny', Action: ['ec2:StartInstances', 'sts:GetCallerIdentity'], Resource: '*' },
      ),
      findings: [{ message: 'untagged', at: '/Statement/0/Action/1', related: 1 }],
    },
    {
      name: 'a wildcard of a service without tags',
      policy: policy(
        { StringLike: { 'aws:resourcetag/team': 'a*' } },
        { Effect: 'Deny', Action: ['comprehendmedical:*'], Resource: '*' },
      ),
      findings: [{ message: 'untagged', at: '/Statement/0/Action/0' }],
    },
  ],
});

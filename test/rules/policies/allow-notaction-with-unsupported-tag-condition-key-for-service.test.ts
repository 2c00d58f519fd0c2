import rule from '../../../src/rules/policies/allow-notaction-with-unsupported-tag-condition-key-for-service.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'Action',
      policy: policy(
        { StringEquals: { 'aws:ResourceTag/team': 'a' } },
        { Effect: 'Allow', Action: 'ec2:StartInstances' },
      ),
    },
    {
      name: 'another key',
      policy: policy(
        { StringEquals: { 'aws:PrincipalTag/team': 'a' } },
        { Effect: 'Allow', Action: undefined, NotAction: 'iam:*' },
      ),
    },
    {
      name: 'Null',
      policy: policy(
        { Null: { 'aws:ResourceTag/team': 'a' } },
        { Effect: 'Allow', Action: undefined, NotAction: 'iam:*' },
      ),
    },
  ],
  invalid: [
    {
      name: 'NotAction',
      policy: policy(
        { StringEquals: { 'aws:ResourceTag/team': 'a' } },
        { Effect: 'Allow', Action: undefined, NotAction: 'iam:*' },
      ),
      findings: [{ message: 'notaction', at: '/Statement/0/Condition/StringEquals/aws:ResourceTag~1team', related: 1 }],
    },
  ],
});

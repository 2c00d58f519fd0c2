import rule from '../../../src/rules/policies/missing-tag-key-in-condition.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'with a name',
      policy: policy({ StringEquals: { 'aws:ResourceTag/team': 'a', 's3:ExistingObjectTag/team': 'a' } }),
    },
    { name: 'a key that is no tag key', policy: policy({ 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'team' } }) },
  ],
  invalid: [
    {
      name: 'no slash',
      policy: policy({ StringEquals: { 'aws:ResourceTag': 'a', 'ec2:ResourceTag': 'a' } }),
      findings: [
        { message: 'missing', at: '/Statement/0/Condition/StringEquals/aws:ResourceTag', text: 'aws:ResourceTag/team' },
        { message: 'missing', at: '/Statement/0/Condition/StringEquals/ec2:ResourceTag' },
      ],
    },
    {
      name: 'nothing after the slash',
      policy: policy({ StringEquals: { 'aws:RequestTag/': 'a' } }),
      findings: [{ message: 'missing', at: '/Statement/0/Condition/StringEquals/aws:RequestTag~1' }],
    },
  ],
});

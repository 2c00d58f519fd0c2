import rule from '../../../src/rules/policies/missing-action-for-condition-key.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'with the companion',
      policy: policy(
        { 'ForAllValues:StringEquals': { 'sts:TransitiveTagKeys': ['team'] } },
        { Action: ['sts:AssumeRole', 'sts:TagSession'] },
      ),
    },
    {
      name: 'with a wildcard',
      policy: policy({ 'ForAnyValue:StringEquals': { 'sts:TransitiveTagKeys': ['team'] } }, { Action: 'sts:*' }),
    },
    { name: 'another key', policy: policy({ StringEquals: { 'sts:ExternalId': 'a1' } }, { Action: 'sts:AssumeRole' }) },
    {
      name: 'Deny',
      policy: policy({ StringEquals: { 'sts:SourceIdentity': 'a1' } }, { Effect: 'Deny', Action: 'sts:AssumeRole' }),
    },
    { name: 'Null', policy: policy({ Null: { 'sts:SourceIdentity': 'true' } }, { Action: 'sts:AssumeRole' }) },
  ],
  invalid: [
    {
      name: 'tags without sts:TagSession',
      policy: policy(
        { 'ForAnyValue:StringEquals': { 'sts:TransitiveTagKeys': ['team'] } },
        { Action: 'sts:AssumeRole' },
      ),
      findings: [
        {
          message: 'missing',
          at: '/Statement/0/Condition/ForAnyValue:StringEquals/sts:TransitiveTagKeys',
          text: 'sts:TagSession',
        },
      ],
    },
    {
      name: 'a source identity that cannot be set',
      policy: policy(
        { StringLike: { 'sts:SourceIdentity': 'a*' } },
        { Action: ['sts:AssumeRole'], Resource: undefined, Principal: { AWS: '111122223333' } },
      ),
      type: 'trust',
      findings: [{ message: 'missing', text: 'sts:SetSourceIdentity' }],
    },
  ],
});

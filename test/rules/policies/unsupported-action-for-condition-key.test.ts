import rule from '../../../src/rules/policies/unsupported-action-for-condition-key.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'an action with the key',
      policy: policy(
        { StringLike: { 's3:prefix': 'a/*' } },
        { Action: 's3:ListBucket', Resource: 'arn:aws:s3:::reports' },
      ),
    },
    { name: 'a wildcard', policy: policy({ StringLike: { 's3:prefix': 'a/*' } }, { Action: ['s3:*', 's3:List*'] }) },
    { name: 'IfExists', policy: policy({ StringLikeIfExists: { 's3:prefix': 'a/*' } }) },
    { name: 'Null', policy: policy({ Null: { 's3:prefix': 'true' } }) },
    {
      name: 'an action that does not exist',
      policy: policy({ StringLike: { 's3:prefix': 'a/*' } }, { Action: 's3:GetThing' }),
    },
  ],
  invalid: [
    {
      name: 'an object action with the key of a list',
      policy: policy({ StringLike: { 's3:prefix': 'a/*' } }, { Action: ['s3:ListBucket', 's3:GetObject'] }),
      findings: [{ message: 'never', at: '/Statement/0/Action/1', related: 1 }],
    },
    {
      name: 'Deny of reads without encryption',
      policy: policy(
        { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
        { Effect: 'Deny', Action: ['s3:PutObject', 's3:GetObject'] },
      ),
      findings: [{ message: 'never', at: '/Statement/0/Action/1' }],
    },
  ],
});

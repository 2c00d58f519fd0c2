import rule from '../../../src/rules/policies/invalid-kms-key-value.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'a key ARN',
      policy: policy({
        StringEquals: {
          's3:x-amz-server-side-encryption-aws-kms-key-id':
            'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
        },
      }),
    },
    {
      name: 'a wildcard',
      policy: policy({
        ArnLike: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'arn:aws:kms:*:111122223333:key/*' },
      }),
    },
    { name: 'Null', policy: policy({ Null: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'true' } }) },
    { name: 'another key', policy: policy({ StringEquals: { 's3:prefix': 'alias/a' } }) },
  ],
  invalid: [
    {
      name: 'an alias',
      policy: policy({ StringEquals: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'alias/reports' } }),
      findings: [
        { message: 'arn', at: '/Statement/0/Condition/StringEquals/s3:x-amz-server-side-encryption-aws-kms-key-id' },
      ],
    },
    {
      name: 'an alias ARN and a key ID',
      policy: policy({
        ArnEquals: {
          's3:x-amz-server-side-encryption-aws-kms-key-id': [
            'arn:aws:kms:eu-west-1:111122223333:alias/a',
            '1234abcd-12ab-34cd-56ef-1234567890ab',
          ],
        },
      }),
      findings: [
        { message: 'arn', at: '/Statement/0/Condition/ArnEquals/s3:x-amz-server-side-encryption-aws-kms-key-id/0' },
        { message: 'arn', at: '/Statement/0/Condition/ArnEquals/s3:x-amz-server-side-encryption-aws-kms-key-id/1' },
      ],
    },
  ],
});

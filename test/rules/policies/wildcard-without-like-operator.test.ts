import rule from '../../../src/rules/policies/wildcard-without-like-operator.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'StringLike', policy: policy({ StringLike: { 's3:prefix': 'a/*' } }) },
    { name: 'an Arn operator', policy: policy({ ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:*:111122223333:*' } }) },
    { name: 'the characters themselves', policy: policy({ StringEquals: { 's3:prefix': 'a/${*}${?}' } }) },
    { name: 'a variable', policy: policy({ StringEquals: { 's3:prefix': '${aws:username}' } }) },
  ],
  invalid: [
    {
      name: 'an ARN',
      policy: policy({ StringEquals: { 'aws:SourceArn': 'arn:aws:sns:*:111122223333:topic' } }),
      findings: [
        {
          message: 'literal',
          at: '/Statement/0/Condition/StringEquals/aws:SourceArn',
          text: 'Use ArnLike.',
        },
      ],
    },
    {
      name: 'an ARN beside another key, which no Arn operator takes',
      policy: policy({
        StringEquals: { 'aws:SourceArn': 'arn:aws:sns:*:111122223333:topic', 'aws:SourceAccount': '111122223333' },
      }),
      findings: [{ message: 'literal', at: '/Statement/0/Condition/StringEquals/aws:SourceArn', text: 'Use ArnLike.' }],
    },
    {
      name: 'IfExists stays',
      policy: policy({ StringNotEqualsIfExists: { 's3:prefix': 'b/*' } }),
      findings: [
        {
          message: 'literal',
          at: '/Statement/0/Condition/StringNotEqualsIfExists/s3:prefix',
          text: 'Use StringNotLikeIfExists.',
        },
      ],
    },
    {
      name: 'StringEquals',
      policy: policy({ StringEquals: { 's3:prefix': ['a/', 'b/*'] } }),
      findings: [{ message: 'literal', at: '/Statement/0/Condition/StringEquals/s3:prefix/1', text: 'StringLike' }],
    },
    {
      name: 'a negated operator',
      policy: policy({ 'ForAllValues:StringNotEqualsIgnoreCase': { 'aws:TagKeys': 'team?' } }),
      findings: [
        {
          message: 'literal',
          at: '/Statement/0/Condition/ForAllValues:StringNotEqualsIgnoreCase/aws:TagKeys',
          text: 'StringNotLike',
        },
      ],
    },
  ],
});

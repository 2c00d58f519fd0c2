import rule from '../../../src/rules/policies/condition-never-true.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { unknownPart } from '../../../src/policy/unknown.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'values that narrow each other',
      policy: policy({ StringLike: { 's3:prefix': 'home/*' }, StringNotEquals: { 's3:prefix': 'home/secret' } }),
    },
    {
      name: 'a range',
      policy: policy({ NumericGreaterThan: { 's3:max-keys': 1 }, NumericLessThanEquals: { 's3:max-keys': 10 } }),
    },
    {
      name: 'one point',
      policy: policy({ NumericGreaterThanEquals: { 's3:max-keys': 10 }, NumericLessThanEquals: { 's3:max-keys': 10 } }),
    },
    {
      name: 'a period',
      policy: policy({
        DateGreaterThan: { 'aws:CurrentTime': '2026-01-01' },
        DateLessThan: { 'aws:CurrentTime': '2026-02-01' },
      }),
    },
    {
      name: 'blocks within blocks',
      policy: policy({
        IpAddress: { 'aws:SourceIp': '203.0.113.0/24' },
        NotIpAddress: { 'aws:SourceIp': '203.0.113.7' },
      }),
    },
    {
      name: 'Null true beside IfExists',
      policy: policy({ Null: { 'aws:username': 'true' }, StringEqualsIfExists: { 'aws:username': 'a' } }),
    },
    {
      name: 'Null true beside a negated operator',
      policy: policy({ Null: { 'aws:username': 'true' }, StringNotEquals: { 'aws:username': 'a' } }),
    },
    {
      name: 'one value each of several',
      policy: policy({
        'ForAnyValue:StringEquals': { 'aws:TagKeys': 'a' },
        'ForAnyValue:StringLike': { 'aws:TagKeys': 'b*' },
      }),
    },
    {
      name: 'a variable',
      policy: policy({
        StringEquals: { 'aws:username': '${aws:PrincipalTag/x}' },
        StringLike: { 'aws:username': 'b*' },
      }),
    },
    {
      name: 'both only if the key is there',
      policy: policy({ StringEqualsIfExists: { 'aws:username': 'a' }, StringLikeIfExists: { 'aws:username': 'b*' } }),
    },
    { name: 'a key that may be absent', policy: policy({ Null: { 'aws:username': 'true' } }) },
    {
      name: 'patterns that overlap',
      policy: policy({ StringLike: { 'aws:username': 'a*' }, StringLikeIfExists: { 'aws:username': '*b' } }),
    },
    {
      name: 'several values at once',
      policy: policy({
        'ForAllValues:StringLike': { 'aws:TagKeys': ['a*', 'b*'] },
        'ForAnyValue:StringEquals': { 'aws:TagKeys': 'ab' },
      }),
    },
    {
      name: 'a list without values',
      policy: policy({
        'ForAllValues:StringLike': { 'aws:TagKeys': 'a*' },
        'ForAllValues:StringEquals': { 'aws:TagKeys': 'b' },
      }),
    },
    {
      name: 'a text that only deployment knows',
      policy: policy({ StringEquals: { 'aws:username': unknownPart('User') }, StringLike: { 'aws:username': 'a*' } }),
    },
    {
      name: 'three that leave a value',
      policy: policy({
        StringLike: { 'aws:username': 'a?' },
        StringNotLike: { 'aws:username': '*b' },
        StringNotEquals: { 'aws:username': 'ac' },
      }),
    },
  ],
  invalid: [
    {
      name: 'different texts',
      policy: policy({ StringEquals: { 'aws:username': 'a' }, StringLike: { 'aws:username': 'b*' } }),
      findings: [{ message: 'conflict', at: '/Statement/0/Condition/StringLike/aws:username', related: 1 }],
    },
    {
      name: 'equal and not equal',
      policy: policy({ StringNotEquals: { 'aws:username': ['a', 'b'] }, StringEquals: { 'AWS:username': 'b' } }),
      findings: [{ message: 'conflict', at: '/Statement/0/Condition/StringEquals/AWS:username' }],
    },
    {
      name: 'absent and equal',
      policy: policy({ Null: { 'aws:username': 'true' }, StringEquals: { 'aws:username': 'a' } }),
      findings: [{ message: 'conflict', text: '"StringEquals" and "Null"' }],
    },
    {
      name: 'absent and one of several',
      policy: policy({ 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'a' }, Null: { 'aws:TagKeys': true } }),
      findings: [{ message: 'conflict' }],
    },
    {
      name: 'an empty range',
      policy: policy({ NumericLessThan: { 's3:max-keys': 5 }, NumericGreaterThanEquals: { 's3:max-keys': 5 } }),
      findings: [{ message: 'conflict', at: '/Statement/0/Condition/NumericGreaterThanEquals/s3:max-keys' }],
    },
    {
      name: 'a period that ends before it starts',
      policy: policy({
        DateGreaterThan: { 'aws:CurrentTime': '2026-02-01' },
        DateLessThan: { 'aws:CurrentTime': '2026-01-01' },
      }),
      findings: [{ message: 'conflict' }],
    },
    {
      name: 'blocks shut out',
      policy: policy({
        IpAddress: { 'aws:SourceIp': '203.0.113.7' },
        NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' },
      }),
      findings: [{ message: 'conflict' }],
    },
    {
      name: 'blocks apart',
      policy: policy({
        IpAddress: { 'aws:SourceIp': '203.0.113.7' },
        IpAddressIfExists: { 'aws:SourceIp': '198.51.100.0/24' },
      }),
      findings: [{ message: 'conflict' }],
    },
    {
      name: 'true and false',
      policy: policy({ Bool: { 'aws:SecureTransport': 'true' }, BoolIfExists: { 'aws:SecureTransport': 'false' } }),
      findings: [{ message: 'conflict' }],
    },
    {
      name: 'patterns apart',
      policy: policy({ StringLike: { 'aws:username': 'a*' }, StringEqualsIgnoreCase: { 'aws:username': 'bob' } }),
      findings: [{ message: 'conflict', at: '/Statement/0/Condition/StringEqualsIgnoreCase/aws:username' }],
    },
    {
      name: 'excluded by a pattern',
      policy: policy({ StringLike: { 'aws:username': 'ab*' }, StringNotLike: { 'aws:username': 'a*' } }),
      findings: [{ message: 'conflict' }],
    },
    {
      name: 'accounts apart',
      policy: policy({
        ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:*' },
        ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::444455556666:role/*' },
      }),
      findings: [{ message: 'conflict' }],
    },
    {
      name: 'none of its values is allowed',
      policy: policy({
        'ForAllValues:StringLike': { 'aws:TagKeys': 'a*' },
        'ForAnyValue:StringEquals': { 'aws:TagKeys': 'b' },
      }),
      findings: [{ message: 'conflict' }],
    },
    {
      name: 'three of which any two go together',
      policy: policy({
        NumericGreaterThanEquals: { 's3:max-keys': 1 },
        NumericLessThanEquals: { 's3:max-keys': 1 },
        NumericNotEquals: { 's3:max-keys': 1 },
      }),
      findings: [{ message: 'together', at: '/Statement/0/Condition/NumericNotEquals/s3:max-keys', related: 1 }],
    },
    {
      name: 'absence of a key that every request has',
      policy: policy({ Null: { 'aws:SecureTransport': 'true' } }),
      findings: [{ message: 'absent', at: '/Statement/0/Condition/Null/aws:SecureTransport' }],
    },
  ],
});

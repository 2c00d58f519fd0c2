import rule from '../../../src/rules/policies/redundant-resource.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (resource: unknown, element = 'Resource') => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:*', [element]: resource }],
});

testRule(rule, {
  valid: [
    { name: 'one resource', policy: policy('*') },
    { name: 'a bucket and its objects', policy: policy(['arn:aws:s3:::reports', 'arn:aws:s3:::reports/*']) },
    { name: 'letter case counts', policy: policy(['arn:aws:s3:::Reports', 'arn:aws:s3:::rep*']) },
    {
      name: 'a variable is not covered by other text',
      policy: policy(['arn:aws:s3:::reports/${aws:username}', 'arn:aws:s3:::reports/team*']),
    },
    {
      name: 'different partitions',
      policy: policy(['arn:aws:s3:::reports/*', 'arn:aws-cn:s3:::reports/*']),
    },
  ],
  invalid: [
    {
      name: 'covered by a pattern',
      policy: policy(['arn:aws:s3:::reports/2026', 'arn:aws:s3:::reports/*', 'arn:aws:s3:::orders']),
      findings: [{ message: 'covered', at: '/Statement/0/Resource/0', text: 'arn:aws:s3:::reports/*', related: 1 }],
      output: policy(['arn:aws:s3:::reports/*', 'arn:aws:s3:::orders']),
    },
    {
      name: 'everything beside ARNs',
      policy: policy(['*', 'arn:aws:s3:::reports', 'arn:aws:s3:::orders']),
      findings: [
        { message: 'covered', at: '/Statement/0/Resource/1' },
        { message: 'covered', at: '/Statement/0/Resource/2' },
      ],
      output: policy(['*']),
    },
    {
      name: 'the same twice, under NotResource',
      policy: policy(['arn:aws:s3:::reports', 'arn:aws:s3:::reports'], 'NotResource'),
      findings: [{ message: 'repeated', at: '/Statement/0/NotResource/1' }],
      output: policy(['arn:aws:s3:::reports'], 'NotResource'),
    },
    {
      name: 'a variable under NotResource is no fix: without a value it keeps the statement from matching',
      policy: policy(['arn:aws:s3:::*', 'arn:aws:s3:::home/${aws:username}/*'], 'NotResource'),
      findings: [{ message: 'covered', at: '/Statement/0/NotResource/1' }],
      output: policy(['arn:aws:s3:::*', 'arn:aws:s3:::home/${aws:username}/*'], 'NotResource'),
    },
    {
      name: 'a variable under Resource',
      policy: policy(['arn:aws:s3:::*', 'arn:aws:s3:::home/${aws:username}/*']),
      findings: [{ message: 'covered', at: '/Statement/0/Resource/1' }],
      output: policy(['arn:aws:s3:::*']),
    },
  ],
});

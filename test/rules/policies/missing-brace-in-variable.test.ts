import rule from '../../../src/rules/policies/missing-brace-in-variable.ts';
import { testRule } from '../../support/rule-tester.ts';

const on = (resource: string, version = '2012-10-17') => ({
  Version: version,
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: resource }],
});

const when = (value: string) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: '*',
      Condition: { StringLike: { 's3:prefix': ['x', value] } },
    },
  ],
});

testRule(rule, {
  valid: [
    { name: 'a variable', policy: on('arn:aws:s3:::reports/${aws:username}') },
    { name: 'an escaped dollar sign', policy: on('arn:aws:s3:::reports/${$}{x') },
    { name: 'a brace alone', policy: on('arn:aws:s3:::reports/x}y') },
    { name: 'plain text in the older version', policy: on('arn:aws:s3:::reports/${aws:username/*', '2008-10-17') },
    { name: 'a good one in a condition', policy: when('home/${aws:username}/*') },
  ],
  invalid: [
    {
      name: 'no brace',
      policy: on('arn:aws:s3:::reports/${aws:username/*'),
      findings: [{ message: 'malformed', at: '/Statement/0/Resource', text: '${aws:username/*' }],
    },
    {
      name: 'one before the next variable',
      policy: on('arn:aws:s3:::reports/${aws:username/${aws:userid}'),
      findings: [{ message: 'malformed', at: '/Statement/0/Resource', text: '${aws:username' }],
    },
    {
      name: 'in a condition',
      policy: when('${aws:username/*'),
      findings: [{ message: 'malformed', at: '/Statement/0/Condition/StringLike/s3:prefix/1' }],
    },
  ],
});

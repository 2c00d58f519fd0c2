import rule from '../../../src/rules/policies/empty-variable.ts';
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
    { name: 'a name', policy: on('arn:aws:s3:::reports/${aws:username}') },
    { name: 'an escaped dollar sign', policy: on('arn:aws:s3:::reports/${$}') },
    { name: 'braces without a dollar sign', policy: on('arn:aws:s3:::reports/{}') },
    { name: 'plain text in the older version', policy: on('arn:aws:s3:::reports/${}', '2008-10-17') },
    { name: 'a good one in a condition', policy: when('home/${aws:username}/*') },
  ],
  invalid: [
    {
      name: 'nothing',
      policy: on('arn:aws:s3:::reports/${}'),
      findings: [{ message: 'malformed', at: '/Statement/0/Resource', text: '${}' }],
    },
    {
      name: 'white space',
      policy: on('arn:aws:s3:::reports/${ }'),
      findings: [{ message: 'malformed', at: '/Statement/0/Resource', text: '${ }' }],
    },
    {
      name: 'only a default',
      policy: on("arn:aws:s3:::reports/${, 'none'}"),
      findings: [{ message: 'malformed', at: '/Statement/0/Resource', text: "${, 'none'}" }],
    },
    {
      name: 'in a condition',
      policy: when('${}'),
      findings: [{ message: 'malformed', at: '/Statement/0/Condition/StringLike/s3:prefix/1' }],
    },
  ],
});

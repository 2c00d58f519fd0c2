import rule from '../../../src/rules/policies/unsupported-space-in-variable.ts';
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
    { name: 'no space', policy: on('arn:aws:s3:::reports/${aws:username}') },
    { name: 'a space before the default', policy: on("arn:aws:s3:::reports/${aws:PrincipalTag/team, 'no team'}") },
    { name: 'a space outside', policy: on('arn:aws:s3:::reports/${aws:username} x') },
    { name: 'plain text in the older version', policy: on('arn:aws:s3:::reports/${ aws:username}', '2008-10-17') },
    { name: 'a good one in a condition', policy: when('home/${aws:username}/*') },
  ],
  invalid: [
    {
      name: 'in front',
      policy: on('arn:aws:s3:::reports/${ aws:username}'),
      findings: [{ message: 'malformed', at: '/Statement/0/Resource', text: '${ aws:username}' }],
    },
    {
      name: 'behind',
      policy: on('arn:aws:s3:::reports/${aws:username }'),
      findings: [{ message: 'malformed', at: '/Statement/0/Resource', text: '${aws:username }' }],
    },
    {
      name: 'within',
      policy: on('arn:aws:s3:::reports/${aws:user name}'),
      findings: [{ message: 'malformed', at: '/Statement/0/Resource', text: '${aws:user name}' }],
    },
    {
      name: 'in a condition',
      policy: when('${ aws:username}'),
      findings: [{ message: 'malformed', at: '/Statement/0/Condition/StringLike/s3:prefix/1' }],
    },
  ],
});

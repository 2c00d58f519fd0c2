import rule from '../../../src/rules/policies/missing-quote-in-variable.ts';
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
    { name: 'a quoted default', policy: on("arn:aws:s3:::reports/${aws:PrincipalTag/team, 'none'}") },
    { name: 'no default', policy: on('arn:aws:s3:::reports/${aws:PrincipalTag/team}') },
    { name: 'a comma elsewhere', policy: on('arn:aws:s3:::reports/${aws:username},none') },
    {
      name: 'plain text in the older version',
      policy: on('arn:aws:s3:::reports/${aws:PrincipalTag/team, none}', '2008-10-17'),
    },
    { name: 'a good one in a condition', policy: when('home/${aws:username}/*') },
  ],
  invalid: [
    {
      name: 'no quotes',
      policy: on('arn:aws:s3:::reports/${aws:PrincipalTag/team, none}'),
      findings: [{ message: 'malformed', at: '/Statement/0/Resource', text: '${aws:PrincipalTag/team, none}' }],
    },
    {
      name: 'one quote',
      policy: on("arn:aws:s3:::reports/${aws:PrincipalTag/team, 'none}"),
      findings: [{ message: 'malformed', at: '/Statement/0/Resource', text: "${aws:PrincipalTag/team, 'none}" }],
    },
    {
      name: 'in a condition',
      policy: when('${aws:PrincipalTag/team, none}'),
      findings: [{ message: 'malformed', at: '/Statement/0/Condition/StringLike/s3:prefix/1' }],
    },
  ],
});

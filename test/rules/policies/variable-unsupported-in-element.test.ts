import rule from '../../../src/rules/policies/variable-unsupported-in-element.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (rest: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*', ...rest }],
});

testRule(rule, {
  valid: [
    { name: 'in Resource', policy: policy({ Resource: 'arn:aws:s3:::reports/${aws:username}/*' }) },
    { name: 'in a condition', policy: policy({ Condition: { StringLike: { 's3:prefix': '${aws:username}/*' } } }) },
    { name: 'an escape is no variable', policy: policy({ Sid: '${*}' }) },
    { name: 'an ordinary principal', type: 'resource', policy: policy({ Principal: { AWS: '111122223333' } }) },
  ],
  invalid: [
    {
      name: 'in Action',
      policy: policy({ Action: ['s3:PutObject', 's3:${aws:PrincipalTag/action}'] }),
      findings: [{ message: 'element', at: '/Statement/0/Action/1', text: 'Action cannot hold' }],
    },
    {
      name: 'in Principal',
      type: 'resource',
      policy: policy({ Principal: { AWS: 'arn:aws:iam::${aws:PrincipalAccount}:root' } }),
      findings: [{ message: 'element', at: '/Statement/0/Principal/AWS', text: '${aws:PrincipalAccount}' }],
    },
    {
      name: 'in Sid and Effect',
      policy: policy({ Sid: 'x${aws:username}', Effect: '${aws:PrincipalTag/effect}' }),
      findings: [
        { message: 'element', at: '/Statement/0/Effect' },
        { message: 'element', at: '/Statement/0/Sid' },
      ],
    },
  ],
});

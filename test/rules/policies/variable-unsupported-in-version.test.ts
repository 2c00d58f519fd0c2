import rule from '../../../src/rules/policies/variable-unsupported-in-version.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (version: string | undefined, rest: object = {}) => ({
  Version: version,
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/${aws:username}/*', ...rest }],
});

testRule(rule, {
  valid: [
    { name: 'version 2012-10-17', policy: policy('2012-10-17') },
    { name: 'the old version without variables', policy: policy('2008-10-17', { Resource: 'arn:aws:s3:::reports/*' }) },
    { name: 'only an escape', policy: policy('2008-10-17', { Resource: 'arn:aws:s3:::reports/${*}' }) },
    { name: 'a version that does not exist, which another rule reports', policy: policy('2020-01-01') },
  ],
  invalid: [
    {
      name: 'the old version',
      policy: policy('2008-10-17'),
      findings: [{ message: 'old', at: '/Statement/0/Resource', text: '${aws:username}' }],
    },
    {
      name: 'no version',
      policy: policy(undefined),
      findings: [{ message: 'missing', at: '/Statement/0/Resource', text: 'Add Version' }],
    },
    {
      name: 'in a condition',
      policy: policy('2008-10-17', {
        Resource: '*',
        Condition: { StringEquals: { 'aws:ResourceTag/o': '${aws:userid}' } },
      }),
      findings: [{ message: 'old', at: '/Statement/0/Condition/StringEquals/aws:ResourceTag~1o' }],
    },
  ],
});

import rule from '../../../src/rules/policies/unsupported-element-combination.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*', ...change },
  ],
});

testRule(rule, {
  valid: [
    { name: 'one of each', policy: policy({}) },
    {
      name: 'only the Not forms',
      policy: policy({ Action: undefined, NotAction: 's3:*', Resource: undefined, NotResource: '*' }),
    },
    { name: 'Action with NotResource', policy: policy({ Resource: undefined, NotResource: '*' }) },
  ],
  invalid: [
    {
      name: 'both actions',
      policy: policy({ NotAction: 'iam:*' }),
      findings: [
        {
          message: 'both',
          at: '/Statement/0/NotAction',
          line: 9,
          column: 7,
          endColumn: 18,
          text: 'both Action and NotAction',
          related: 1,
        },
      ],
    },
    {
      name: 'both resources',
      policy: policy({ NotResource: '*' }),
      findings: [{ message: 'both', at: '/Statement/0/NotResource' }],
    },
    {
      name: 'both principals',
      type: 'resource',
      policy: policy({ NotPrincipal: { AWS: '111122223333' } }),
      findings: [{ message: 'both', at: '/Statement/0/NotPrincipal' }],
    },
  ],
});

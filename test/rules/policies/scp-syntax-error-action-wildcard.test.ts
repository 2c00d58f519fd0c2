import rule from '../../../src/rules/policies/scp-syntax-error-action-wildcard.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: 'iam:CreateUser', Resource: '*', ...change }],
});

testRule(rule, {
  valid: [
    { name: 'everything', type: 'scp', policy: policy({ Action: '*' }) },
    { name: 'wildcards at the end', type: 'scp', policy: policy({ Action: ['iam:Create*', 'iam:GetUse??', 's3:*'] }) },
    { name: 'an identity policy', policy: policy({ Action: 'iam:*Role' }) },
  ],
  invalid: [
    {
      name: 'in the middle',
      type: 'scp',
      policy: policy({ Action: ['iam:*', 'iam:*Role', 's3:Get?bject*'] }),
      findings: [
        { message: 'middle', at: '/Statement/0/Action/1', text: 'iam:*Role' },
        { message: 'middle', at: '/Statement/0/Action/2' },
      ],
    },
    {
      name: 'NotAction',
      type: 'scp',
      policy: policy({ Action: undefined, NotAction: '*:Get*' }),
      findings: [{ message: 'middle', at: '/Statement/0/NotAction' }],
    },
  ],
});

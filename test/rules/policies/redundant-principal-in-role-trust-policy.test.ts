import rule from '../../../src/rules/policies/redundant-principal-in-role-trust-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole', ...change }],
});

const role = 'arn:aws:iam::111122223333:role/team/app';
const session = (name: string, account = '111122223333') => `arn:aws:sts::${account}:assumed-role/app/${name}`;
const principals = (...AWS: string[]) => policy({ Principal: { AWS } });

testRule(rule, {
  valid: [
    { name: 'the role', type: 'trust', policy: principals(role, 'arn:aws:iam::111122223333:role/other') },
    { name: 'sessions', type: 'trust', policy: principals(session('a'), session('b')) },
    { name: 'a session of another role', type: 'trust', policy: principals(role, session('a', '444455556666')) },
    {
      name: 'a session and the account, which grants otherwise',
      type: 'trust',
      policy: principals('111122223333', session('a')),
    },
    {
      name: 'a bucket policy',
      type: 'resource',
      policy: policy({ Principal: { AWS: [role, session('a')] }, Action: 's3:*' }),
    },
  ],
  invalid: [
    {
      name: 'a session of the role, before and after',
      type: 'trust',
      policy: principals(session('a'), role, session('b'), '444455556666'),
      findings: [
        { message: 'covered', at: '/Statement/0/Principal/AWS/0', related: 1 },
        { message: 'covered', at: '/Statement/0/Principal/AWS/2', text: role },
      ],
      output: principals(role, '444455556666'),
    },
  ],
});

import rule from '../../../src/rules/policies/missing-github-repo-condition-key.ts';
import { testRule } from '../../support/rule-tester.ts';

const provider = (host: string) => `arn:aws:iam::111122223333:oidc-provider/${host}`;
const policy = (host: string, Condition?: object, change: object = {}) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Federated: provider(host) },
      Action: 'sts:AssumeRoleWithWebIdentity',
      ...(Condition && { Condition }),
      ...change,
    },
  ],
});

const github = 'token.actions.githubusercontent.com';
const aud = { [`${github}:aud`]: 'sts.amazonaws.com' };

testRule(rule, {
  valid: [
    {
      name: 'a subject',
      type: 'trust',
      policy: policy(github, {
        StringEquals: { ...aud, [`${github}:sub`]: 'repo:example/app:ref:refs/heads/main' },
      }),
    },
    {
      name: 'a subject by pattern, in another letter case',
      type: 'trust',
      policy: policy(github, { StringLike: { [`${github.toUpperCase()}:Sub`]: 'repo:example/*' } }),
    },
    {
      name: 'a reusable workflow or a repository id',
      type: 'trust',
      policy: policy(github, { StringEquals: { ...aud, [`${github}:repository_id`]: '1234' } }),
    },
    { name: 'another provider', type: 'trust', policy: policy('gitlab.com') },
    {
      name: 'an enterprise with an issuer of its own',
      type: 'trust',
      policy: policy(`${github}/example`, { StringEquals: { [`${github}/example:aud`]: 'x' } }),
    },
    {
      name: 'a Deny of other subjects beside it',
      type: 'trust',
      policy: {
        Version: '2012-10-17',
        Statement: [
          policy(github).Statement[0],
          {
            ...policy(github).Statement[0],
            Effect: 'Deny',
            Condition: { StringNotLike: { [`${github}:sub`]: 'repo:example/*' } },
          },
        ],
      },
    },
  ],
  invalid: [
    {
      name: 'an audience only',
      type: 'trust',
      policy: policy(github, { StringEquals: aud }),
      findings: [{ message: 'missing', at: '/Statement/0/Principal/Federated', severity: 'security' }],
    },
    { name: 'no condition', type: 'trust', policy: policy(github), findings: [{ message: 'missing' }] },
    {
      name: 'one subject is excluded',
      type: 'trust',
      policy: policy(github, {
        StringEquals: aud,
        StringNotLike: { [`${github}:sub`]: 'repo:example/app:pull_request' },
      }),
      findings: [{ message: 'missing', at: '/Statement/0/Principal/Federated' }],
    },
  ],
});

import rule from '../../../src/rules/policies/specific-github-repo-and-branch-recommended.ts';
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
const subjects = (...values: string[]) => policy(github, { StringLike: { [`${github}:sub`]: values } });
const at = (index: number) => `/Statement/0/Condition/StringLike/${github}:sub/${index}`;

testRule(rule, {
  valid: [
    {
      name: 'branches, tags, environments, events',
      type: 'trust',
      policy: subjects(
        'repo:example/app:ref:refs/heads/main',
        'repo:example/app:ref:refs/heads/release/*',
        'repo:example/app:ref:refs/tags/v*',
        'repo:example/app:environment:prod*',
        'repo:example@12/app@34:ref:refs/heads/main',
        'repo:example/app:pull_request',
      ),
    },
    { name: 'a subject of another form', type: 'trust', policy: subjects('repository_owner_id:12:environment:*') },
    {
      name: 'no wildcard, since the operator has none',
      type: 'trust',
      policy: policy(github, { StringEquals: { [`${github}:sub`]: 'repo:example/*' } }),
    },
    {
      name: 'another claim narrows it',
      type: 'trust',
      policy: policy(github, {
        StringLike: { [`${github}:sub`]: 'repo:example/*' },
        StringEquals: { [`${github}:job_workflow_ref`]: 'example/flows/.github/workflows/deploy.yml@refs/heads/main' },
      }),
    },
    {
      name: 'another provider',
      type: 'trust',
      policy: policy('gitlab.com', { StringLike: { 'gitlab.com:sub': 'project_path:*' } }),
    },
    {
      name: 'a Deny',
      type: 'trust',
      policy: { Version: '2012-10-17', Statement: [{ ...subjects('repo:*').Statement[0], Effect: 'Deny' }] },
    },
  ],
  invalid: [
    {
      name: 'strangers',
      type: 'trust',
      policy: subjects('*', 'repo:*', 'repo:*/app:*', 'repo:example*', 'repo:exam?le/app:ref:refs/heads/main', 'repo*'),
      findings: [0, 1, 2, 3, 4, 5].map((index) => ({
        message: 'anyone',
        at: at(index),
        severity: 'security' as const,
      })),
    },
    {
      name: 'the whole organization',
      type: 'trust',
      policy: subjects('repo:example/*', 'repo:example/*:ref:refs/heads/main', 'repo:example/app*:environment:prod'),
      findings: [0, 1, 2].map((index) => ({ message: 'repository', at: at(index), severity: 'warning' as const })),
    },
    {
      name: 'every branch',
      type: 'trust',
      policy: subjects('repo:example/app:*', 'repo:example/app:ref:*', 'repo:example/app:ref:refs/heads/*'),
      findings: [0, 1, 2].map((index) => ({ message: 'branch', at: at(index), text: 'every branch' })),
    },
  ],
});

import rule from '../../../src/rules/roles/oidc-role-without-subject-condition.ts';
import { bundle, role, statements } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const from = (issuer: string, Condition?: unknown) =>
  bundle({
    roles: [
      role('ci', {
        trust: statements({
          Effect: 'Allow',
          Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${issuer}` },
          Action: 'sts:AssumeRoleWithWebIdentity',
          ...(Condition !== undefined && { Condition }),
        }),
      }),
    ],
  });
const github = 'token.actions.githubusercontent.com';

testRule(rule, {
  valid: [
    {
      name: 'GitHub as it should be',
      account: from(github, {
        StringEquals: {
          [`${github}:aud`]: 'sts.amazonaws.com',
          [`${github}:sub`]: 'repo:example/app:ref:refs/heads/main',
        },
      }),
    },
    {
      name: 'GitLab as it should be',
      account: from('gitlab.com', { StringLike: { 'gitlab.com:sub': 'project_path:example/app:*' } }),
    },
    { name: 'no condition at all is another rule', account: from('gitlab.com') },
    {
      name: 'an issuer of one customer',
      account: from('oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE', {
        StringEquals: { 'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE:aud': 'sts.amazonaws.com' },
      }),
    },
  ],
  invalid: [
    {
      name: 'GitLab with an audience only',
      account: from('gitlab.com', { StringEquals: { 'gitlab.com:aud': 'https://gitlab.com' } }),
      findings: [{ message: 'subject', resource: 'ci', text: 'gitlab.com:sub' }],
    },
    {
      name: 'any project',
      account: from('gitlab.com', { StringLike: { 'gitlab.com:sub': 'project_path:*' } }),
      findings: [{ message: 'open', text: 'project_path:*' }],
    },
    {
      name: 'a qualifier that a missing claim satisfies',
      account: from('gitlab.com', { 'ForAllValues:StringLike': { 'gitlab.com:sub': 'project_path:example/*' } }),
      findings: [{ message: 'weak' }],
    },
    {
      name: 'GitHub without an audience',
      account: from(github, { StringEquals: { [`${github}:sub`]: 'repo:example/app:ref:refs/heads/main' } }),
      findings: [{ message: 'audience', severity: 'warning' }],
    },
  ],
});

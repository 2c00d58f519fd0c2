import rule from '../../../src/rules/policies/variable-usage-too-permissive.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'a variable that AWS sets',
      policy: policy({ StringLike: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } }),
    },
    {
      name: 'a tag compared with a tag',
      policy: policy({ StringLike: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } }),
    },
    {
      name: 'StringEquals',
      policy: policy({ StringEquals: { 'aws:ResourceAccount': '${aws:PrincipalTag/account}' } }),
    },
    {
      name: 'behind enough text',
      policy: policy(
        { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:my-org/${aws:RequestTag/repo}' } },
        {
          Action: 'sts:AssumeRoleWithWebIdentity',
          Resource: undefined,
          Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' },
        },
      ),
      type: 'trust',
    },
  ],
  invalid: [
    {
      name: 'a claim at the start',
      policy: policy(
        { StringLike: { 'token.actions.githubusercontent.com:sub': '${aws:RequestTag/sub}' } },
        {
          Action: 'sts:AssumeRoleWithWebIdentity',
          Resource: undefined,
          Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' },
        },
      ),
      type: 'trust',
      findings: [{ message: 'short', at: '/Statement/0/Condition/StringLike/token.actions.githubusercontent.com:sub' }],
    },
    {
      name: 'an account',
      policy: policy({ StringLike: { 'aws:SourceAccount': '${aws:PrincipalTag/account}' } }, { Principal: '*' }),
      type: 'resource',
      findings: [{ message: 'identifier', at: '/Statement/0/Condition/StringLike/aws:SourceAccount' }],
    },
    {
      name: 'a user ID',
      policy: policy({ StringLike: { 'aws:userid': '${aws:PrincipalTag/id}' } }),
      findings: [{ message: 'userid', at: '/Statement/0/Condition/StringLike/aws:userid' }],
    },
  ],
});

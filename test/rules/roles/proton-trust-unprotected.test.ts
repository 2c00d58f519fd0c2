import rule from '../../../src/rules/roles/proton-trust-unprotected.ts';
import { bundle, role, trust } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const trusted = (more: Record<string, unknown>) =>
  bundle({ roles: [role('environment', { trust: trust('proton.amazonaws.com', more) })] });

testRule(rule, {
  valid: [
    {
      name: 'source account',
      account: trusted({ Condition: { StringEquals: { 'AWS:SourceAccount': '111122223333' } } }),
    },
    {
      name: 'source ARN',
      account: trusted({ Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:proton:*:111122223333:environment/*' } } }),
    },
    { name: 'another service', account: bundle({ roles: [role('run')] }) },
    {
      name: 'service-linked',
      account: bundle({
        roles: [
          role('AWSServiceRoleForProtonSync', {
            trust: 'proton.amazonaws.com',
            path: '/aws-service-role/sync.proton.amazonaws.com/',
          }),
        ],
      }),
    },
  ],
  invalid: [
    {
      name: 'no condition',
      account: trusted({}),
      findings: [
        {
          message: 'unprotected',
          resource: 'environment',
          at: '/authorizationDetails/RoleDetailList/0/AssumeRolePolicyDocument/Statement/0',
        },
      ],
    },
    {
      name: 'IfExists',
      account: trusted({ Condition: { StringEqualsIfExists: { 'aws:SourceAccount': '111122223333' } } }),
      findings: [{ message: 'unprotected' }],
    },
    {
      name: 'any account',
      account: trusted({ Condition: { StringLike: { 'aws:SourceAccount': '*' } } }),
      findings: [{ message: 'unprotected' }],
    },
    {
      name: 'another key',
      account: trusted({ Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }),
      findings: [{ message: 'unprotected' }],
    },
  ],
});

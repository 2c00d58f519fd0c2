import rule from '../../../src/rules/roles/role-trust-allows-anyone.ts';
import { bundle, role, statements, trust } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const trusted = (document: unknown) => bundle({ roles: [role('partner', { trust: document })] });
const anyone = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' };
const underRcp = (statement: unknown, managementAccountId = '444455556666') => ({
  ...trusted(trust('*')),
  organization: { managementAccountId, rcp: [[statements(statement as Record<string, unknown>)]] },
});
const rcp = { Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole', Resource: '*' };
const where = (Condition: object) => trusted(trust({ AWS: '*' }, { Condition }));
const outside = { StringNotEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } };

testRule(rule, {
  valid: [
    { name: 'an account', account: trusted(trust({ AWS: 'arn:aws:iam::444455556666:root' })) },
    { name: 'a service', account: trusted('lambda.amazonaws.com') },
    {
      name: 'of the organisation',
      account: trusted(trust('*', { Condition: { StringEquals: { 'AWS:PrincipalOrgId': 'o-abcdefghij' } } })),
    },
    {
      name: 'one role by condition',
      account: trusted(
        trust({ AWS: '*' }, { Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::444455556666:role/ci-*' } } }),
      ),
    },
    {
      name: 'outsiders are denied',
      account: trusted(statements(anyone, { ...anyone, Effect: 'Deny', Condition: outside })),
    },
    {
      name: 'a resource control policy denies outsiders',
      account: underRcp({
        ...rcp,
        Condition: {
          StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-abcdefghij' },
          BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
        },
      }),
    },
    {
      name: 'roles of whoever is in one account',
      account: where({ StringLike: { 'aws:PrincipalArn': '*:444455556666:role/*' } }),
    },
    { name: 'sessions of one role', account: where({ StringLike: { 'aws:userid': 'AROAEXAMPLE:*' } }) },
    { name: 'one network', account: where({ IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '10.0.0.0/8'] } }) },
    {
      name: 'part of an organization',
      account: where({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-abcdefghij/*' } }),
    },
    {
      name: 'a literal star, which no ARN equals',
      account: where({ StringEquals: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/a' } }),
    },
    { name: 'only Deny', account: trusted(statements({ ...anyone, Effect: 'Deny' })) },
  ],
  invalid: [
    {
      name: 'a resource control policy about something else',
      account: underRcp({ ...rcp, Action: 's3:*', Condition: outside }),
      findings: [{ message: 'anyone' }],
    },
    {
      name: 'resource control policies do not act on the management account',
      account: underRcp({ ...rcp, Condition: outside }, '111122223333'),
      findings: [{ message: 'anyone' }],
    },
    {
      name: 'anyone',
      account: trusted(trust('*')),
      findings: [
        {
          message: 'anyone',
          resource: 'partner',
          at: '/authorizationDetails/RoleDetailList/0/AssumeRolePolicyDocument/Statement/0',
          severity: 'security',
        },
      ],
    },
    {
      name: 'a star among others, for all of sts',
      account: trusted(statements({ ...anyone, Principal: { AWS: ['444455556666', '*'] }, Action: 'sts:*' })),
      findings: [{ message: 'anyone' }],
    },
    {
      name: 'MFA does not tell who calls',
      account: trusted(trust({ AWS: '*' }, { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })),
      findings: [{ message: 'anyone' }],
    },
    {
      name: 'a condition that a missing key satisfies',
      account: trusted(
        trust({ AWS: '*' }, { Condition: { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-abcdefghij' } } }),
      ),
      findings: [{ message: 'anyone' }],
    },
    {
      name: 'a condition that every value satisfies',
      account: trusted(trust({ AWS: '*' }, { Condition: { StringLike: { 'aws:PrincipalArn': '*' } } })),
      findings: [{ message: 'anyone' }],
    },
    ...[
      ['a role name in any account', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/Admin*' } }],
      [
        'the account of whoever calls',
        { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::${aws:PrincipalAccount}:role/*' } },
      ],
      ['text that the name of any role may end with', { StringLike: { 'aws:PrincipalArn': '*role/Admin*' } }],
      [
        'one account or any',
        { ArnLike: { 'aws:PrincipalArn': ['arn:aws:iam::444455556666:role/a', 'arn:aws:iam::*:role/a'] } },
      ],
      ['any session so named', { StringLike: { 'aws:userid': '*:bob' } }],
      ['any organization', { StringLike: { 'aws:PrincipalOrgID': 'o-*' } }],
      ['parts of any organization', { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-*/r-ab12/*' } }],
      ['all addresses in halves', { IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1'] } }],
      ['all addresses', { IpAddress: { 'aws:SourceIp': '::/0' } }],
    ].map(([name, condition]) => ({
      name: name as string,
      account: where(condition as object),
      findings: [{ message: 'anyone' as const }],
    })),
    {
      name: 'a Deny of whoever is not so named',
      account: trusted(
        statements(anyone, {
          ...anyone,
          Effect: 'Deny',
          Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/Admin*' } },
        }),
      ),
      findings: [{ message: 'anyone' }],
    },
    {
      name: 'an external id is no secret',
      account: trusted(trust({ AWS: '*' }, { Condition: { StringEquals: { 'sts:ExternalId': 'example-42' } } })),
      findings: [{ message: 'externalId', severity: 'warning' }],
    },
  ],
});

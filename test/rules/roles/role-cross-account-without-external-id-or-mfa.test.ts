import rule from '../../../src/rules/roles/role-cross-account-without-external-id-or-mfa.ts';
import { bundle, role, statements, trust } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const trusted = (principal: unknown, Condition?: unknown) =>
  bundle({
    roles: [role('partner', { trust: trust({ AWS: principal }, Condition === undefined ? {} : { Condition }) })],
  });
const vendor = 'arn:aws:iam::444455556666:root';

testRule(rule, {
  valid: [
    { name: 'the own account', account: trusted('arn:aws:iam::111122223333:root') },
    { name: 'an external id', account: trusted(vendor, { StringEquals: { 'sts:ExternalId': 'example-42' } }) },
    {
      name: 'an external id like a range',
      account: trusted(vendor, { StringEquals: { 'sts:ExternalId': 'tenant/0' } }),
    },
    { name: 'MFA', account: trusted(vendor, { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }) },
    { name: 'MFA with IfExists', account: trusted(vendor, { BoolIfExists: { 'aws:MultiFactorAuthPresent': true } }) },
    {
      name: 'the own organization',
      account: trusted(vendor, { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } }),
    },
    {
      name: 'a resource control policy keeps roles in the organization',
      account: {
        ...trusted(vendor),
        organization: {
          rcp: [
            [
              statements({
                Effect: 'Deny',
                Principal: '*',
                Action: 'sts:*',
                Resource: '*',
                Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-abcdefghij' } },
              }),
            ],
          ],
        },
      },
    },
    { name: 'anyone is another rule', account: trusted('*') },
  ],
  invalid: [
    {
      name: 'no condition',
      account: trusted([vendor]),
      findings: [
        {
          message: 'unprotected',
          resource: 'partner',
          text: '444455556666',
          at: '/authorizationDetails/RoleDetailList/0/AssumeRolePolicyDocument/Statement/0/Principal/AWS/0',
        },
      ],
    },
    {
      name: 'any external id',
      account: trusted('444455556666', { StringLike: { 'sts:ExternalId': '*' } }),
      findings: [{ message: 'unprotected' }],
    },
    {
      name: 'MFA false',
      account: trusted(vendor, { Bool: { 'aws:MultiFactorAuthPresent': 'false' } }),
      findings: [{ message: 'unprotected' }],
    },
  ],
});

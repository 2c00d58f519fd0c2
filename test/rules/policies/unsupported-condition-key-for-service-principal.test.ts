import rule from '../../../src/rules/policies/unsupported-condition-key-for-service-principal.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*', ...change },
  ],
});

const organization = { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } };
const Service = 'cloudfront.amazonaws.com';

testRule(rule, {
  valid: [
    {
      name: 'the organization of the source',
      type: 'resource',
      policy: policy({
        Principal: { Service },
        Condition: { StringEquals: { 'aws:SourceOrgID': 'o-1234567890', 'aws:PrincipalServiceName': Service } },
      }),
    },
    { name: 'everyone of the organization', type: 'resource', policy: policy({ Condition: organization }) },
    {
      name: 'the key is for the other principal',
      type: 'resource',
      policy: policy({ Principal: { Service, AWS: '111122223333' }, Condition: organization }),
    },
    {
      name: 'IfExists, which services pass',
      type: 'resource',
      policy: policy({
        Principal: { Service },
        Condition: { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1234567890' } },
      }),
    },
    {
      name: 'what the certificate says, by Roles Anywhere',
      type: 'trust',
      policy: policy({
        Principal: { Service: 'rolesanywhere.amazonaws.com' },
        Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
        Resource: undefined,
        Condition: { StringEquals: { 'aws:PrincipalTag/x509Issuer/CN': 'Example' } },
      }),
    },
  ],
  invalid: [
    {
      name: 'a bucket policy',
      type: 'resource',
      policy: policy({ Principal: { Service }, Condition: organization }),
      findings: [
        { message: 'absent', at: '/Statement/0/Condition/StringEquals/aws:PrincipalOrgID', text: 'of cloudfront.' },
      ],
    },
    {
      name: 'a trust policy, by tag and MFA',
      type: 'trust',
      policy: policy({
        Principal: { Service: ['ec2.amazonaws.com', Service] },
        Action: 'sts:AssumeRole',
        Resource: undefined,
        Condition: {
          StringLike: { 'aws:PrincipalTag/team': 'a*' },
          Bool: { 'aws:MultiFactorAuthPresent': 'true' },
        },
      }),
      findings: [
        { message: 'absent', at: '/Statement/0/Condition/StringLike/aws:PrincipalTag~1team' },
        { message: 'absent', at: '/Statement/0/Condition/Bool/aws:MultiFactorAuthPresent' },
      ],
    },
  ],
});

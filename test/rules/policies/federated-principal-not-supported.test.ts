import rule from '../../../src/rules/policies/federated-principal-not-supported.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*', ...change },
  ],
});

const saml = 'arn:aws:iam::111122223333:saml-provider/Corp';

testRule(rule, {
  valid: [
    { name: 'a role', type: 'resource', policy: policy({ Principal: { AWS: 'arn:aws:iam::111122223333:role/app' } }) },
    {
      name: 'a role trust policy',
      type: 'trust',
      policy: policy({ Principal: { Federated: saml }, Action: 'sts:AssumeRoleWithSAML', Resource: undefined }),
    },
    {
      name: 'a trust policy taken for another by its Resource',
      type: 'resource',
      policy: policy({ Principal: { Federated: saml }, Action: 'sts:AssumeRoleWithSAML', Resource: '*' }),
    },
  ],
  invalid: [
    {
      name: 'a bucket policy',
      type: 'resource',
      policy: policy({ Principal: { AWS: '111122223333', Federated: [saml] } }),
      findings: [{ message: 'unsupported', at: '/Statement/0/Principal/Federated', line: 8 }],
    },
    {
      name: 'NotPrincipal',
      type: 'resource',
      policy: policy({ Principal: undefined, NotPrincipal: { Federated: saml }, Effect: 'Deny' }),
      findings: [{ message: 'unsupported', at: '/Statement/0/NotPrincipal/Federated' }],
    },
  ],
});

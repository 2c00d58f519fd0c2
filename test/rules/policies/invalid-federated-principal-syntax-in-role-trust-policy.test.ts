import rule from '../../../src/rules/policies/invalid-federated-principal-syntax-in-role-trust-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole', ...change }],
});

const federated = (...Federated: string[]) =>
  policy({ Principal: { Federated }, Action: 'sts:AssumeRoleWithWebIdentity' });

testRule(rule, {
  valid: [
    {
      name: 'hosts of web identity providers',
      type: 'trust',
      policy: federated(
        'accounts.google.com',
        'cognito-identity.amazonaws.com',
        'www.amazon.com',
        'graph.facebook.com',
      ),
    },
    {
      name: 'provider ARNs, also of other partitions',
      type: 'trust',
      policy: federated(
        'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com',
        'arn:aws-cn:iam::111122223333:oidc-provider/oidc.eks.cn-north-1.amazonaws.com.cn/id/0123456789ABCDEF0123456789ABCDEF',
        'arn:aws:iam::111122223333:oidc-provider/login.app.env0.com/',
        'arn:aws-us-gov:iam::111122223333:saml-provider/Corp_Sso-1.prod',
        'arn:aws:iam::111122223333:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE',
      ),
    },
    { name: 'a wildcard, which another rule reports', type: 'trust', policy: federated('*') },
    { name: 'a placeholder of a template', type: 'trust', policy: federated('${ProviderArn}') },
    { name: 'a bucket policy', type: 'resource', policy: federated('nonsense') },
  ],
  invalid: [
    {
      name: 'a URL',
      type: 'trust',
      policy: federated('https://accounts.google.com'),
      findings: [{ message: 'scheme', at: '/Statement/0/Principal/Federated/0', text: 'without "https://"' }],
    },
    {
      name: 'a name, a role and providers without account or name',
      type: 'trust',
      policy: federated(
        'google',
        'arn:aws:iam::111122223333:role/app',
        'arn:aws:iam:::oidc-provider/gitlab.com',
        'arn:aws:iam::111122223333:saml-provider/',
        'arn:aws:iam::111122223333:oidc-provider/https://gitlab.com',
      ),
      findings: [
        { message: 'invalid', at: '/Statement/0/Principal/Federated/0', text: '"google"' },
        { message: 'invalid', at: '/Statement/0/Principal/Federated/1' },
        { message: 'invalid', at: '/Statement/0/Principal/Federated/2' },
        { message: 'invalid', at: '/Statement/0/Principal/Federated/3' },
        { message: 'invalid', at: '/Statement/0/Principal/Federated/4' },
      ],
    },
  ],
});

import rule from '../../../src/rules/policies/foranyvalue-with-audience-claim-type.ts';
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

testRule(rule, {
  valid: [
    {
      name: 'no qualifier',
      type: 'trust',
      policy: policy('gitlab.com', { StringEquals: { 'gitlab.com:aud': ['x', 'y'] } }),
    },
    {
      name: 'a provider of which nothing is known, for another rule',
      type: 'trust',
      policy: policy('idp.example.com', { 'ForAnyValue:StringEquals': { 'idp.example.com:aud': 'x' } }),
    },
    {
      name: 'a claim that is a list',
      type: 'trust',
      policy: policy(
        '',
        { 'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' } },
        {
          Principal: { Federated: 'cognito-identity.amazonaws.com' },
        },
      ),
    },
  ],
  invalid: [
    {
      name: 'a provider that sends one',
      type: 'trust',
      policy: policy('gitlab.com', { 'ForAnyValue:StringEquals': { 'gitlab.com:aud': 'x' } }),
      findings: [{ message: 'single', at: '/Statement/0/Condition/ForAnyValue:StringEquals/gitlab.com:aud' }],
    },
    {
      name: 'GitHub',
      type: 'trust',
      policy: policy('token.actions.githubusercontent.com', {
        'ForAnyValue:StringLike': { 'token.actions.githubusercontent.com:aud': 'sts.*' },
      }),
      findings: [{ message: 'single', text: 'ForAnyValue:StringLike' }],
    },
  ],
});

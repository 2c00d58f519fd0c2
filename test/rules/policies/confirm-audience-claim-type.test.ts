import rule from '../../../src/rules/policies/confirm-audience-claim-type.ts';
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

const idp = 'idp.example.com';

testRule(rule, {
  valid: [
    { name: 'no qualifier', type: 'trust', policy: policy(idp, { StringEquals: { [`${idp}:aud`]: 'x' } }) },
    {
      name: 'another claim',
      type: 'trust',
      policy: policy(idp, { 'ForAnyValue:StringEquals': { [`${idp}:groups`]: 'x' } }),
    },
    {
      name: 'a provider that sends one, for another rule',
      type: 'trust',
      policy: policy('gitlab.com', { 'ForAnyValue:StringEquals': { 'gitlab.com:aud': 'x' } }),
    },
    { name: 'an identity policy', policy: policy(idp, { 'ForAnyValue:StringEquals': { [`${idp}:aud`]: 'x' } }) },
  ],
  invalid: [
    {
      name: 'ForAnyValue',
      type: 'trust',
      policy: policy(idp, { 'ForAnyValue:StringEquals': { [`${idp}:aud`]: 'x' } }),
      findings: [
        {
          message: 'confirm',
          at: `/Statement/0/Condition/ForAnyValue:StringEquals/${idp}:aud`,
          text: 'drop ForAnyValue',
        },
      ],
    },
    {
      name: 'ForAllValues',
      type: 'trust',
      policy: policy(idp, { 'ForAllValues:StringEquals': { [`${idp}:aud`]: 'x' } }),
      findings: [{ message: 'confirm', text: 'drop ForAllValues' }],
    },
  ],
});

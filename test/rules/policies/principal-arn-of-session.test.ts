import rule from '../../../src/rules/policies/principal-arn-of-session.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

const deny = (Condition: object) => policy(Condition, { Effect: 'Deny' });

testRule(rule, {
  valid: [
    { name: 'a role', policy: deny({ ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/admin/deploy' } }) },
    {
      name: 'a federated user, whose session it does hold',
      policy: policy({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:sts::111122223333:federated-user/ana' } }),
    },
    {
      name: 'another key',
      policy: policy({ ArnLike: { 'aws:SourceArn': 'arn:aws:sts::111122223333:assumed-role/deploy/*' } }),
    },
    {
      name: 'an account where it belongs',
      policy: policy({ StringEquals: { 'aws:PrincipalAccount': '111122223333' } }),
    },
    { name: 'anything', policy: policy({ StringLike: { 'aws:PrincipalArn': '*' } }) },
  ],
  invalid: [
    {
      name: 'a session, in an exception',
      policy: deny({
        ArnNotLike: {
          'aws:PrincipalArn': ['arn:aws:iam::*:role/admin', 'arn:aws-cn:sts::111122223333:assumed-role/deploy/*'],
        },
      }),
      findings: [
        {
          message: 'session',
          at: '/Statement/0/Condition/ArnNotLike/aws:PrincipalArn/1',
          text: 'Write arn:aws-cn:iam::111122223333:role/deploy.',
        },
      ],
    },
    {
      name: 'an account',
      policy: deny({ StringNotEquals: { 'AWS:PrincipalARN': '111122223333' } }),
      findings: [{ message: 'account', at: '/Statement/0/Condition/StringNotEquals/AWS:PrincipalARN' }],
    },
  ],
});

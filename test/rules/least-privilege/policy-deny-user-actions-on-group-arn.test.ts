import rule from '../../../src/rules/least-privilege/policy-deny-user-actions-on-group-arn.ts';
import { allow, arnOf, bundle, deny, managedPolicy } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (document: unknown) => bundle({ policies: [managedPolicy('P', document)] });
const group = arnOf('group', 'admins');

testRule(rule, {
  valid: [
    { name: 'actions on groups', account: policy(deny(['iam:AddUserToGroup', 'iam:DeleteGroup'], group)) },
    { name: 'users beside the group', account: policy(deny('iam:CreateAccessKey', [group, arnOf('user', 'ana')])) },
    { name: 'an Allow', account: policy(allow('iam:CreateAccessKey', group)) },
    { name: 'on everything', account: policy(deny('iam:CreateAccessKey')) },
  ],
  invalid: [
    {
      name: 'actions on users',
      account: policy(deny(['iam:CreateAccessKey', 'iam:DeleteGroup'], group)),
      findings: [
        {
          message: 'noEffect',
          text: 'The Deny of iam:CreateAccessKey in',
          evidence: { actions: ['iam:CreateAccessKey'] },
        },
      ],
    },
    { name: 'a wildcard', account: policy(deny('*', group)), findings: [{ message: 'noEffect' }] },
  ],
});

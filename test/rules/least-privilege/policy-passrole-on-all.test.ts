import rule from '../../../src/rules/least-privilege/policy-passrole-on-all.ts';
import { allow, bundle, managedPolicy, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (document: unknown) => bundle({ policies: [managedPolicy('P', document)] });
const to = (operator: string, service: string) =>
  allow('iam:PassRole', '*', { Condition: { [operator]: { 'iam:PassedToService': service } } });

testRule(rule, {
  valid: [
    { name: 'one role', account: policy(allow('iam:PassRole', 'arn:aws:iam::111122223333:role/app')) },
    { name: 'one service', account: policy(to('StringEquals', 'lambda.amazonaws.com')) },
    { name: 'an administrator', account: policy(allow('*')) },
    { name: 'of AWS', account: bundle({ users: [user('ana', { attached: ['IAMFullAccess'] })] }) },
  ],
  invalid: [
    { name: 'every role', account: policy(allow('iam:PassRole')), findings: [{ message: 'all', resource: 'P' }] },
    {
      name: 'a condition that holds for all services',
      account: policy(to('StringLike', '*')),
      findings: [{ message: 'all' }],
    },
    {
      name: 'all services but one',
      account: policy(to('StringNotEquals', 'lambda.amazonaws.com')),
      findings: [{ message: 'all' }],
    },
    {
      name: 'inline',
      account: bundle({ users: [user('ana', { inline: { p: allow('iam:*') } })] }),
      findings: [{ message: 'all', resource: 'ana' }],
    },
  ],
});

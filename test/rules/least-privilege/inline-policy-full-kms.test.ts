import rule from '../../../src/rules/least-privilege/inline-policy-full-kms.ts';
import { allow, bundle, managedPolicy, statements, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const holding = (document: unknown) => bundle({ users: [user('ana', { inline: { p: document } })] });

testRule(rule, {
  valid: [
    { name: 'some actions', account: holding(allow(['kms:Encrypt', 'kms:Describe*'])) },
    {
      name: 'on one resource',
      account: holding(allow('kms:*', 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab')),
    },
    {
      name: 'less what is denied',
      account: holding(
        statements(
          { Effect: 'Allow', Action: 'kms:*', Resource: '*' },
          { Effect: 'Deny', Action: 'kms:Delete*', Resource: '*' },
        ),
      ),
    },
    { name: 'an administrator is reported as one', account: holding(allow('*')) },
    { name: 'the other kind of policy', account: bundle({ policies: [managedPolicy('P', allow('kms:*'))] }) },
    {
      name: 'with a tag of the resource',
      account: holding(allow('kms:*', '*', { Condition: { StringEquals: { 'aws:ResourceTag/team': 'a' } } })),
    },
  ],
  invalid: [
    {
      name: 'on every resource',
      account: holding(allow('kms:*')),
      findings: [{ message: 'full', resource: 'ana' }],
    },
    {
      name: 'in parts',
      account: holding(
        statements(
          { Effect: 'Allow', NotAction: ['kms:Decrypt', 'iam:*'], Resource: '*' },
          { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' },
        ),
      ),
      findings: [{ message: 'full' }],
    },
  ],
});

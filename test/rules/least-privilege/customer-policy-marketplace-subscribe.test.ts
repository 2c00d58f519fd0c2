import rule from '../../../src/rules/least-privilege/customer-policy-marketplace-subscribe.ts';
import { allow, bundle, managedPolicy, statements, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const holding = (document: unknown) => bundle({ policies: [managedPolicy('P', document)] });

testRule(rule, {
  valid: [
    { name: 'some actions', account: holding(allow('aws-marketplace:ViewSubscriptions')) },
    {
      name: 'on one resource',
      account: holding(
        allow('aws-marketplace:Subscribe', 'arn:aws:aws-marketplace:us-east-1:111122223333:AWSMarketplace/x'),
      ),
    },
    {
      name: 'less what is denied',
      account: holding(
        statements(
          { Effect: 'Allow', Action: 'aws-marketplace:*', Resource: '*' },
          { Effect: 'Deny', Action: 'aws-marketplace:Subscribe', Resource: '*' },
        ),
      ),
    },
    { name: 'an administrator is reported as one', account: holding(allow('*')) },
    {
      name: 'the other kind of policy',
      account: bundle({
        users: [
          user('ana', { inline: { p: allow(['aws-marketplace:Subscribe', 'aws-marketplace:ViewSubscriptions']) } }),
        ],
      }),
    },
  ],
  invalid: [
    {
      name: 'on every resource',
      account: holding(allow(['aws-marketplace:Subscribe', 'aws-marketplace:ViewSubscriptions'])),
      findings: [{ message: 'full', resource: 'P' }],
    },
    {
      name: 'in parts',
      account: holding(
        statements(
          { Effect: 'Allow', NotAction: ['aws-marketplace:Unsubscribe', 'iam:*'], Resource: '*' },
          { Effect: 'Allow', Action: 'aws-marketplace:Unsubscribe', Resource: '*' },
        ),
      ),
      findings: [{ message: 'full' }],
    },
    {
      name: 'behind a condition',
      account: holding(
        allow('aws-marketplace:Subscribe', '*', { Condition: { StringEquals: { 'aws:ResourceTag/team': 'a' } } }),
      ),
      findings: [{ message: 'full' }],
    },
  ],
});

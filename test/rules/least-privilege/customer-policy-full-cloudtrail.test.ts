import rule from '../../../src/rules/least-privilege/customer-policy-full-cloudtrail.ts';
import { allow, bundle, managedPolicy, statements, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const holding = (document: unknown) => bundle({ policies: [managedPolicy('P', document)] });

testRule(rule, {
  valid: [
    { name: 'some actions', account: holding(allow(['cloudtrail:Get*', 'cloudtrail:LookupEvents'])) },
    {
      name: 'on one resource',
      account: holding(allow('cloudtrail:*', 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/team')),
    },
    {
      name: 'less what is denied',
      account: holding(
        statements(
          { Effect: 'Allow', Action: 'cloudtrail:*', Resource: '*' },
          { Effect: 'Deny', Action: 'cloudtrail:Delete*', Resource: '*' },
        ),
      ),
    },
    { name: 'an administrator is reported as one', account: holding(allow('*')) },
    {
      name: 'the other kind of policy',
      account: bundle({ users: [user('ana', { inline: { p: allow('cloudtrail:*') } })] }),
    },
    {
      name: 'with a tag of the resource',
      account: holding(allow('cloudtrail:*', '*', { Condition: { StringEquals: { 'aws:ResourceTag/team': 'a' } } })),
    },
  ],
  invalid: [
    {
      name: 'on every resource',
      account: holding(allow('cloudtrail:*')),
      findings: [{ message: 'full', resource: 'P' }],
    },
    {
      name: 'in parts',
      account: holding(
        statements(
          { Effect: 'Allow', NotAction: ['cloudtrail:Stop*', 'iam:*'], Resource: '*' },
          { Effect: 'Allow', Action: 'cloudtrail:Stop*', Resource: '*' },
        ),
      ),
      findings: [{ message: 'full' }],
    },
  ],
});

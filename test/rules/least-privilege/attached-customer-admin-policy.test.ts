import rule from '../../../src/rules/least-privilege/attached-customer-admin-policy.ts';
import { allow, bundle, group, managedPolicy, role, statements, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const all = { Effect: 'Allow', Action: '*', Resource: '*' };
const attachedTo = (document: unknown) =>
  bundle({ policies: [managedPolicy('P', document)], roles: [role('deploy', { attached: ['P'] })] });

testRule(rule, {
  valid: [
    { name: 'a whole service', account: attachedTo(allow('s3:*')) },
    { name: 'everything on one bucket', account: attachedTo(allow('*', 'arn:aws:s3:::example/*')) },
    { name: 'everything, less everything', account: attachedTo(statements(all, { ...all, Effect: 'Deny' })) },
    {
      name: 'everything, less IAM',
      account: attachedTo(statements(all, { Effect: 'Deny', Action: 'iam:*', Resource: '*' })),
    },
    {
      name: 'a power user',
      account: attachedTo(statements({ Effect: 'Allow', NotAction: ['iam:*', 'organizations:*'], Resource: '*' })),
    },
    {
      name: 'everything with a tag of the resource',
      account: attachedTo(allow('*', '*', { Condition: { StringEquals: { 'aws:ResourceTag/team': 'a' } } })),
    },
    { name: 'attached to nothing', account: bundle({ policies: [managedPolicy('P', allow('*'))] }) },
    {
      name: 'held short by a permissions boundary',
      account: bundle({
        policies: [managedPolicy('P', allow('*')), managedPolicy('Limit', allow('s3:*'))],
        roles: [role('sandbox', { attached: ['P'], boundary: 'Limit' })],
      }),
    },
    {
      name: 'an unknown boundary',
      account: bundle({
        policies: [managedPolicy('P', allow('*'))],
        roles: [role('sandbox', { attached: ['P'], boundary: 'arn:aws:iam::111122223333:policy/Gone' })],
      }),
      skipped: 'permissions boundary',
    },
  ],
  invalid: [
    {
      name: 'everything',
      account: attachedTo(allow('*')),
      findings: [
        {
          message: 'everything',
          resource: 'P',
          at: '/authorizationDetails/Policies/0/PolicyVersionList/0/Document/Statement/0',
        },
      ],
    },
    {
      name: 'everything in two parts',
      account: attachedTo(
        statements(
          { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' },
          { Effect: 'Allow', Action: 'iam:*', Resource: '*' },
        ),
      ),
      findings: [{ message: 'everything', resource: 'P', at: '/authorizationDetails/Policies/0' }],
    },
    {
      name: 'spelled in services, and Deny behind a condition',
      account: attachedTo(
        statements(
          { Effect: 'Allow', Action: ['*:*'], Resource: '*' },
          {
            Effect: 'Deny',
            Action: '*',
            Resource: '*',
            Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
          },
        ),
      ),
      findings: [{ message: 'everything' }],
    },
    {
      name: 'all but a guard rail',
      account: attachedTo(
        statements(all, { Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' }),
      ),
      findings: [{ message: 'almost', text: 'organizations:LeaveOrganization', severity: 'security' }],
    },
    {
      name: 'with MFA',
      account: attachedTo(allow('*', '*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })),
      findings: [{ message: 'gated', severity: 'warning' }],
    },
    {
      name: 'one of the members has no boundary',
      account: bundle({
        policies: [managedPolicy('P', allow('*')), managedPolicy('Limit', allow('s3:*'))],
        groups: [group('dev', { attached: ['P'] })],
        users: [user('ana', { groups: ['dev'], boundary: 'Limit' }), user('bo', { groups: ['dev'] })],
      }),
      findings: [{ message: 'everything' }],
    },
  ],
});

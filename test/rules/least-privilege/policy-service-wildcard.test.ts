import rule from '../../../src/rules/least-privilege/policy-service-wildcard.ts';
import { allow, bundle, deny, managedPolicy, role, statements, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (document: unknown) => bundle({ policies: [managedPolicy('P', document)] });

const everySecret = { Effect: 'Allow', Action: 'secretsmanager:*', Resource: '*' };

testRule(rule, {
  valid: [
    { name: 'a prefix', account: policy(allow('ec2:Describe*')) },
    { name: 'everything is an administrator', account: policy(allow('*')) },
    { name: 'denied', account: policy(deny('s3:*')) },
    { name: 'a pattern for services', account: policy(allow('s*:Get*')) },
    { name: 'kms, which has a rule of its own in a scan', account: policy(allow('kms:*')) },
    { name: 'in a file: a prefix', policy: allow(['s3:Get*', 'ec2:Describe*']) },
    { name: 'in a file: everything', policy: allow('*') },
    { name: 'in a file: NotAction', policy: statements({ Effect: 'Allow', NotAction: 's3:*', Resource: '*' }) },
    {
      name: 'in a file: on one table',
      policy: allow('dynamodb:*', 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders'),
    },
    {
      name: 'in a file: on what has a tag',
      policy: statements({ ...everySecret, Condition: { StringEquals: { 'aws:ResourceTag/team': 'a' } } }),
    },
    { name: 'in a file: a Deny', policy: deny('s3:*') },
    { name: 'in a file: a limit of the organization', policy: allow('s3:*'), type: 'scp' },
    { name: 'of AWS', account: bundle({ users: [user('ana', { attached: ['AmazonS3FullAccess'] })] }) },
    {
      name: 'a boundary',
      account: bundle({ policies: [managedPolicy('P', allow('s3:*'))], roles: [role('deploy', { boundary: 'P' })] }),
    },
  ],
  invalid: [
    {
      name: 'two services',
      account: policy(allow(['s3:*', 'SQS:**', 'ec2:Describe*'])),
      findings: [
        {
          message: 'all',
          resource: 'P',
          at: '/authorizationDetails/Policies/0/PolicyVersionList/0/Document/Statement/0',
          evidence: { services: ['s3', 'sqs'] },
          severity: 'warning',
        },
      ],
    },
    {
      name: 'inline',
      account: bundle({ users: [user('ana', { inline: { p: allow('s3:*') } })] }),
      findings: [{ message: 'all', resource: 'ana', text: 'Policy p allows all actions of s3 on every resource.' }],
    },
    {
      name: 'in a file: kms too',
      policy: allow(['kms:*', 'ec2:Describe*']),
      findings: [
        { message: 'all', at: '/Statement/0', text: 'The policy allows all actions of kms', severity: 'warning' },
      ],
    },
    {
      name: 'on one table',
      account: policy(allow('dynamodb:*', 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders')),
      findings: [{ message: 'some', severity: 'suggestion', text: 'dynamodb' }],
    },
    {
      name: 'on what has a tag',
      account: policy(statements({ ...everySecret, Condition: { StringEquals: { 'aws:ResourceTag/team': 'a' } } })),
      findings: [{ message: 'narrowed', severity: 'suggestion', text: 'where its conditions hold' }],
    },
    {
      name: 'in a file: over TLS, which leaves nothing out',
      policy: statements({ ...everySecret, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
      findings: [{ message: 'all', at: '/Statement/0' }],
    },
  ],
});

import rule from '../../../src/rules/policies/infrastructure-modification.ts';
import { allow, bundle, role, statements } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'reads', policy: allow(['ec2:Describe*', 's3:Get*', 'dynamodb:Query']) },
    { name: 'one queue', policy: allow('sqs:*', 'arn:aws:sqs:eu-west-1:111122223333:orders') },
    { name: 'a write that takes no resource', policy: allow('ec2:CreateDefaultVpc') },
    {
      name: 'tagged instances',
      policy: allow('ec2:TerminateInstances', '*', { Condition: { StringEquals: { 'ec2:ResourceTag/team': 'web' } } }),
    },
    { name: 'instances with all else named', policy: allow('ec2:RunInstances', 'arn:aws:ec2:*:*:instance/*') },
    {
      name: 'a Deny for one of the kinds it needs',
      policy: statements(
        { Effect: 'Allow', Action: 'ec2:RunInstances', Resource: '*' },
        { Effect: 'Deny', Action: 'ec2:RunInstances', Resource: 'arn:aws:ec2:*:*:subnet/*' },
      ),
    },
    { name: 'an administrator', policy: allow('*') },
    {
      name: 'more statements than anybody writes',
      policy: statements(
        ...Array.from({ length: 400 }, (_, index) => ({ Effect: 'Allow', NotAction: `x${index}:*`, NotResource: 'x' })),
        { Effect: 'Deny', Action: ['iam:*', 'sts:*'], Resource: '*' },
      ),
      skipped: 'a policy has too many statements to judge',
      asWritten: true,
    },
  ],
  invalid: [
    {
      name: 'every instance',
      policy: allow('ec2:TerminateInstances', 'arn:aws:ec2:*:111122223333:instance/*'),
      findings: [
        {
          message: 'exposed',
          at: '/Statement/0',
          severity: 'suggestion',
          text: 'The policy allows ec2:TerminateInstances on every resource',
        },
      ],
    },
    {
      name: 'each kind it needs, by several statements',
      policy: statements(
        { Effect: 'Allow', Action: 'ec2:RunInstances', Resource: 'arn:aws:ec2:*::image/*' },
        { Effect: 'Allow', Action: 'ec2:Run*', Resource: 'arn:aws:ec2:*:*:*' },
      ),
      findings: [{ message: 'exposed', evidence: { actions: ['ec2:RunInstances'] } }],
    },
    {
      name: 'tags',
      policy: allow('sqs:TagQueue'),
      findings: [{ message: 'exposed', text: 'sqs:TagQueue' }],
    },
    {
      name: 'a whole service, as one finding with its first hundred actions',
      policy: statements({ Effect: 'Allow', Action: 'ec2:*', Resource: '*' }),
      findings: [{ message: 'exposed', text: 'actions of ec2 (ec2:AcceptAddressTransfer, ...)' }],
    },
    {
      name: 'in a scan',
      account: bundle({ roles: [role('ops', { inline: { stop: allow('ec2:StopInstances') } })] }),
      findings: [{ message: 'exposed', resource: 'ops', text: 'Policy stop allows ec2:StopInstances' }],
    },
  ],
});

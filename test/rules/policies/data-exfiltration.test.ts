import { unknownPart } from '../../../src/policy/unknown.ts';
import rule from '../../../src/rules/policies/data-exfiltration.ts';
import { allow, bundle, deny, group, managedPolicy, role, statements, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const read = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const secrets = (region: string, account: string, name: string) =>
  allow('secretsmanager:GetSecretValue', `arn:aws:secretsmanager:${region}:${account}:secret:${name}`);
const when = (operator: string, key: string, value: unknown) => ({ Condition: { [operator]: { [key]: value } } });
const held = (document: unknown, more: Parameters<typeof role>[1] = {}) =>
  bundle({ policies: [managedPolicy('Reader', document)], roles: [role('app', { attached: ['Reader'], ...more })] });
testRule(rule, {
  valid: [
    { name: 'one bucket', policy: allow('s3:GetObject', 'arn:aws:s3:::reports/*') },
    { name: 'buckets with a prefix', policy: allow('s3:Get*', 'arn:aws:s3:::reports-*') },
    { name: "the caller's own folder", policy: allow('s3:GetObject', 'arn:aws:s3:::home/${aws:username}/*') },
    { name: 'a queue that a template makes', policy: allow('sqs:ReceiveMessage', unknownPart('Queue.Arn')) },
    { name: 'its bucket', policy: allow('s3:GetObject', `${unknownPart('Bucket.Arn')}/*`) },
    { name: 'no data', policy: allow(['s3:ListAllMyBuckets', 's3:PutObject', 'ec2:Describe*']) },
    { name: 'all buckets but no objects', policy: allow('s3:GetBucket*', 'arn:aws:s3:::*') },
    { name: 'an administrator', policy: allow('*') },
    { name: 'a Deny', policy: deny('s3:GetObject') },
    { name: 'some secrets', policy: secrets('*', '111122223333', 'app/*') },
    { name: 'another service with the same name', policy: allow('dynamodb:GetItem', 'arn:aws:s3:::*') },
    { name: 'all Allows denied', policy: statements(read, { Effect: 'Deny', Action: 's3:*', Resource: '*' }) },
    {
      name: 'denied for all objects',
      policy: statements(read, {
        Effect: 'Deny',
        Action: ['s3:GetObject'],
        Resource: ['arn:aws:s3:::*/*', 'arn:aws:s3:*:*:accesspoint/*'],
      }),
    },
    {
      name: 'denied for all others',
      policy: statements(read, { Effect: 'Deny', NotAction: 'iam:*', NotResource: ['arn:aws:s3:::reports/*'] }),
    },
    {
      name: 'denied without a tag of the resource',
      policy: statements(read, {
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        ...when('StringNotEquals', 'aws:ResourceTag/team', 'web'),
      }),
    },
    {
      name: 'denied without MFA',
      policy: statements(read, {
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        ...when('BoolIfExists', 'aws:MultiFactorAuthPresent', 'false'),
      }),
    },
    { name: 'NotAction that leaves nothing', policy: statements({ Effect: 'Allow', NotAction: '*', Resource: '*' }) },
    {
      name: 'all but all resources',
      policy: statements({
        Effect: 'Allow',
        Action: 's3:GetObject',
        NotResource: ['arn:aws:s3:::*', 'arn:aws:s3:*:*:*'],
      }),
    },
    {
      name: 'a tag of the resource',
      policy: allow('ssm:GetParameter', '*', when('StringEquals', 'ssm:resourceTag/a', 'b')),
    },
    { name: 'a tag of the caller', policy: allow('s3:Get*', '*', when('StringEquals', 'aws:PrincipalTag/a', 'b')) },
    {
      name: 'a service on the way',
      policy: allow('kms:Decrypt', '*', when('StringLike', 'kms:ViaService', 's3.*.amazonaws.com')),
    },
    { name: 'a boundary', policy: allow('s3:GetObject'), type: 'boundary' },
    { name: 'a service control policy', policy: allow('s3:GetObject'), type: 'scp' },
    { name: 'an unknown action', policy: allow('s3:FetchObject') },
    {
      name: 'in a scan: a boundary keeps to one bucket',
      account: bundle({
        policies: [
          managedPolicy('Reader', allow('s3:GetObject')),
          managedPolicy('Limit', allow('s3:*', 'arn:aws:s3:::app/*')),
        ],
        roles: [role('app', { attached: ['Reader'], boundary: 'Limit' })],
      }),
    },
    {
      name: 'in a scan: another policy denies it',
      account: held(allow('s3:GetObject'), { inline: { no: deny('s3:Get*') } }),
    },
    {
      name: 'in a scan: the holder is an administrator',
      account: held(allow('s3:GetObject'), { attached: ['Reader', 'AdministratorAccess'] }),
    },
    {
      name: 'in a scan: a policy of AWS',
      account: bundle({ users: [user('ana', { attached: ['AmazonS3ReadOnlyAccess'] })] }),
    },
    {
      name: 'in a scan: a boundary that the snapshot lacks',
      account: held(allow('s3:GetObject'), { boundary: 'arn:aws:iam::111122223333:policy/Gone' }),
      skipped: 'policy Reader: a permissions boundary on it is not in the snapshot',
    },
  ],
  invalid: [
    {
      name: 'all objects',
      policy: allow('s3:GetObject'),
      findings: [
        {
          message: 'exposed',
          at: '/Statement/0',
          severity: 'warning',
          text: 'The policy allows s3:GetObject on every resource, so its holder can read or copy all that is stored there.',
          evidence: { actions: ['s3:GetObject'], count: 1, statements: [0] },
        },
      ],
    },
    {
      name: 'in other words',
      policy: allow('S3:Get?bject', 'arn:aws:s3:::*'),
      findings: [{ message: 'exposed', at: '/Statement/0', evidence: { actions: ['s3:GetObject'] } }],
    },
    {
      name: 'one finding for several statements',
      policy: statements(
        { Effect: 'Allow', Action: 'logs:*', Resource: 'arn:aws:logs:*:*:log-group:/app/*' },
        { Effect: 'Allow', Action: 'dynamodb:*', Resource: 'arn:aws:dynamodb:*:*:table/*' },
        { Effect: 'Allow', Action: ['secretsmanager:GetSecretValue', 'sqs:ReceiveMessage'], Resource: '*' },
      ),
      findings: [
        {
          message: 'exposed',
          at: '/Statement/1',
          related: 1,
          text: '7 actions of dynamodb (dynamodb:BatchGetItem, ...), secretsmanager:GetSecretValue, sqs:ReceiveMessage',
          evidence: { count: 9, statements: [1, 2] },
        },
      ],
    },
    {
      name: 'all of one Region and account',
      policy: secrets('eu-west-1', '111122223333', '*'),
      findings: [{ message: 'exposed', at: '/Statement/0' }],
    },
    {
      name: 'all of the account and Region that a template is deployed to',
      policy: allow(
        'sqs:ReceiveMessage',
        `arn:${unknownPart('AWS::Partition')}:sqs:${unknownPart('AWS::Region')}:${unknownPart('AWS::AccountId')}:*`,
      ),
      findings: [{ message: 'exposed', at: '/Statement/0', text: 'sqs:ReceiveMessage' }],
    },
    {
      name: 'of China',
      policy: allow('dynamodb:GetItem', 'arn:aws-cn:dynamodb:*:*:table/*'),
      findings: [{ message: 'exposed', at: '/Statement/0' }],
    },
    {
      name: 'all but one',
      policy: statements(read, { Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::payroll/*' }),
      findings: [{ message: 'exposed', at: '/Statement/0' }],
    },
    {
      name: 'by NotResource and NotAction',
      policy: statements({ Effect: 'Allow', NotAction: ['iam:*', 's3:*'], NotResource: 'arn:aws:s3:::payroll/*' }),
      findings: [{ message: 'exposed', at: '/Statement/0', text: 'and ' }],
    },
    {
      name: 'a condition that nobody fails, and one that holds without the tag',
      policy: statements(
        { ...read, ...when('Bool', 'aws:SecureTransport', 'true') },
        { ...read, Action: 'kms:Decrypt', ...when('StringEqualsIfExists', 'aws:ResourceTag/team', 'web') },
        { ...read, Action: 'sqs:ReceiveMessage', ...when('StringLike', 'aws:PrincipalTag/team', '*') },
        { ...read, Action: 'kinesis:GetRecords', ...when('StringEquals', 'aws:RequestedRegion', 'eu-west-1') },
        { ...read, Action: 'athena:GetQueryResults', ...when('StringNotEquals', 'aws:ResourceTag/team', 'hr') },
      ),
      findings: [{ message: 'exposed', at: '/Statement/0', related: 4, evidence: { count: 5 } }],
    },
    {
      name: 'denied over plain HTTP, and for one tag',
      policy: statements(
        read,
        { Effect: 'Deny', Action: '*', Resource: '*', ...when('Bool', 'aws:SecureTransport', 'false') },
        {
          Effect: 'Deny',
          Action: 's3:*',
          Resource: '*',
          ...when('StringEquals', 's3:ExistingObjectTag/class', 'secret'),
        },
      ),
      findings: [{ message: 'exposed', at: '/Statement/0' }],
    },
    {
      name: 'in a scan: only what the holder can use',
      account: held(allow(['s3:GetObject', 'sqs:ReceiveMessage']), { inline: { no: deny('s3:*') } }),
      findings: [
        {
          message: 'exposed',
          resource: 'Reader',
          text: 'Policy Reader allows sqs:ReceiveMessage on',
          evidence: { actions: ['sqs:ReceiveMessage'], attachedTo: ['arn:aws:iam::111122223333:role/app'] },
        },
      ],
    },
    {
      name: 'in a scan: a member of the group without a boundary',
      account: bundle({
        policies: [managedPolicy('Limit', allow('sqs:*'))],
        groups: [group('readers', { inline: { read: allow('s3:GetObject') } })],
        users: [user('ana', { groups: ['readers'], boundary: 'Limit' }), user('bob', { groups: ['readers'] })],
      }),
      findings: [{ message: 'exposed', severity: 'warning', text: 'Policy read allows' }],
    },
    {
      name: 'in a scan: nobody has it',
      account: bundle({ policies: [managedPolicy('Reader', allow('s3:GetObject'))] }),
      findings: [{ message: 'exposed', severity: 'suggestion', text: 'Nobody has it now.' }],
    },
    {
      name: 'in a scan: a policy of AWS, when asked for',
      account: bundle({
        policies: [managedPolicy('Reads', allow('s3:Get*'), { raw: { Arn: 'arn:aws:iam::aws:policy/Reads' } })],
        users: [
          user('ana', {
            raw: { AttachedManagedPolicies: [{ PolicyName: 'Reads', PolicyArn: 'arn:aws:iam::aws:policy/Reads' }] },
          }),
        ],
      }),
      options: { awsManaged: true },
      findings: [{ message: 'exposed', text: 'AWS managed policy Reads allows' }],
    },
  ],
});

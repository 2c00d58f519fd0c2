import rule from '../../../src/rules/policies/forbidden-access.ts';
import { unknownPart } from '../../../src/policy/unknown.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (...statements: readonly object[]) => ({ Version: '2012-10-17', Statement: statements });
const allow = (rest: object) => ({ Effect: 'Allow', Action: '*', Resource: '*', ...rest });
const deny = (rest: object) => ({ Effect: 'Deny', Action: '*', Resource: '*', ...rest });
const forbid = (...forbidden: readonly object[]) => ({ options: { forbidden } });

const users = forbid({ actions: ['iam:CreateUser', 'iam:CreateAccessKey'], reason: 'people sign in by SSO' });
const secret = forbid({ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::secret/*'] });
const bucket = unknownPart('Bucket');

testRule(rule, {
  valid: [
    { name: 'other actions', policy: policy(allow({ Action: 'iam:Get*' })), ...users },
    { name: 'no configuration', policy: policy(allow({})) },
    {
      name: 'a Deny takes it away',
      policy: policy(allow({ Action: 'iam:*' }), deny({ Action: 'iam:Create*' })),
      ...users,
    },
    { name: 'another bucket', policy: policy(allow({ Resource: 'arn:aws:s3:::public/*' })), ...secret },
    {
      name: 'excluded by NotResource',
      policy: policy({ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::secret*' }),
      ...secret,
    },
    {
      name: 'conditions that nothing meets',
      policy: policy(
        allow({
          Action: 'iam:*',
          Condition: { Null: { 'aws:username': 'true' }, StringLike: { 'aws:username': '*' } },
        }),
      ),
      ...users,
    },
    { name: 'a service control policy grants nothing', policy: policy(allow({})), type: 'scp', ...users },
    { name: 'a boundary grants nothing', policy: policy(allow({})), type: 'boundary', ...users },
    {
      name: 'an endpoint policy grants nothing',
      policy: policy(allow({ Principal: '*' })),
      type: 'resource',
      resourceType: 'AWS::EC2::VPCEndpoint',
      ...users,
    },
    {
      name: 'a trust policy is about its role',
      policy: policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } }),
      type: 'trust',
      ...forbid({ resources: ['arn:aws:s3:::secret/*'] }),
    },
    {
      name: 'a policy that does not fit the grammar',
      policy: policy(allow({ Action: 1 })),
      skipped: 'does not fit the grammar',
      ...users,
    },
    {
      name: 'a name that only deployment knows',
      policy: policy(allow({ Resource: `arn:aws:s3:::${bucket}/*` })),
      skipped: 'only deployment knows',
      ...secret,
    },
    {
      name: 'a name that only deployment knows, of something else',
      policy: policy(allow({ Action: 'sqs:*', Resource: `arn:aws:sqs:${bucket}:1:q` })),
      ...secret,
    },
    {
      name: 'perhaps denied by a name that only deployment knows',
      policy: policy(allow({ Resource: 'arn:aws:s3:::secret/*' }), deny({ Resource: `arn:aws:s3:::${bucket}/*` })),
      skipped: 'only deployment knows',
      ...secret,
    },
    {
      name: 'perhaps denied under a condition that only deployment knows',
      policy: policy(
        allow({ Action: 'iam:*' }),
        deny({ Condition: { StringEquals: { 'aws:PrincipalTag/team': bucket } } }),
      ),
      skipped: 'only deployment knows',
      ...users,
    },
    {
      name: 'everything but actions that only deployment knows',
      policy: policy({ Effect: 'Allow', NotAction: bucket, Resource: '*' }),
      skipped: 'only deployment knows',
      ...secret,
    },
    {
      name: 'everything but a name that only deployment knows',
      policy: policy(
        { Effect: 'Allow', Action: 's3:GetObject', NotResource: `arn:aws:s3:::${bucket}*` },
        deny({ Resource: 'arn:aws:s3:::*' }),
      ),
      ...secret,
    },
  ],
  invalid: [
    {
      name: 'by wildcard',
      policy: policy(allow({ Action: 's3:*' }), allow({ Action: 'iam:C*' })),
      findings: [
        {
          message: 'granted',
          at: '/Statement/1',
          text: 'Grants iam:CreateUser, iam:CreateAccessKey, which the configuration forbids (people sign in by SSO): for example iam:Create',
        },
      ],
      ...users,
    },
    {
      name: 'by NotAction',
      policy: policy({ Effect: 'Allow', NotAction: 's3:*', Resource: '*' }),
      findings: [{ message: 'granted', at: '/Statement/0' }],
      ...users,
    },
    {
      name: 'under a condition',
      policy: policy(allow({ Action: 'iam:*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })),
      findings: [{ message: 'granted', at: '/Statement/0' }],
      ...users,
    },
    {
      name: 'on one of its resources, by two statements',
      policy: policy(
        allow({ Action: 's3:Get*', Resource: 'arn:aws:s3:::*/x' }),
        allow({ Resource: 'arn:aws:s3:::public/*' }),
        allow({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::sec*' }),
      ),
      findings: [
        { message: 'granted', at: '/Statement/0', text: 'for example s3:GetObject on arn:aws:s3:::secret/x.' },
        { message: 'granted', at: '/Statement/2' },
      ],
      ...secret,
    },
    {
      name: 'two entries',
      policy: policy(allow({})),
      findings: [
        { message: 'granted', at: '/Statement/0', text: 'any action on arn:aws:s3:::secret' },
        { message: 'granted', at: '/Statement/0', text: 's3:DeleteBucket,' },
      ],
      ...forbid({ actions: ['s3:DeleteBucket'] }, { resources: ['arn:aws:s3:::secret'] }),
    },
    {
      name: 'in the policy of a resource',
      policy: policy(allow({ Principal: '*', Resource: 'arn:aws:s3:::secret/*' })),
      type: 'resource',
      findings: [{ message: 'granted', at: '/Statement/0' }],
      ...secret,
    },
    {
      name: 'by a trust policy',
      policy: policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '111122223333' } }),
      type: 'trust',
      findings: [{ message: 'granted', at: '/Statement/0' }],
      ...forbid({ actions: ['sts:AssumeRole'], resources: ['arn:aws:iam::*:role/admin', 'arn:aws:s3:::secret'] }),
    },
    {
      name: 'whatever deployment fills in',
      policy: policy(
        allow({ Action: 'iam:*', Resource: `arn:aws:iam::${unknownPart('AWS::AccountId')}:user/*` }),
        deny({ Action: 's3:*', Resource: `arn:aws:s3:::${bucket}` }),
      ),
      findings: [{ message: 'granted', at: '/Statement/0' }],
      ...users,
    },
    {
      name: 'not decided',
      policy: policy(allow({ Action: 'iam:*', Condition: { StringIsLike: { 'aws:username': 'a' } } })),
      findings: [{ message: 'undecided', at: '', text: 'unknown condition operator' }],
      ...users,
    },
  ],
});

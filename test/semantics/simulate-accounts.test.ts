/** Requests across accounts, through organizations, endpoints and identity providers. */
import { allow, deny, doc, type Doc } from './build.ts';
import { ana, full, kms, nothing, resourceAllow, role, stranger, table, type Case } from './decide-table.ts';

const strangerSession = 'arn:aws:sts::444455556666:assumed-role/app/s1';
const strangerRole = 'arn:aws:iam::444455556666:role/app';
const abroad = (principal: string, named: unknown, policies: Doc): Case => ({
  principal,
  account: '111122223333',
  policies: { resource: resourceAllow({ AWS: named }), ...policies },
});

table('reference_policies_evaluation-logic-cross-account: no form of grant bypasses the identity side', [
  ['the session by ARN', abroad(strangerSession, strangerSession, {}), 'implicitDeny'],
  ['... with its identity policy', abroad(strangerSession, strangerSession, { identity: [full] }), 'allowed'],
  [
    '... and a session policy that lacks it',
    abroad(strangerSession, strangerSession, { identity: [full], session: [nothing] }),
    'implicitDeny',
  ],
  [
    '... and a boundary that lacks it',
    abroad(strangerSession, strangerSession, { identity: [full], boundary: [nothing] }),
    'implicitDeny',
  ],
  ['the role', abroad(strangerSession, strangerRole, { identity: [full] }), 'allowed'],
  ['everyone', abroad(stranger, '*', {}), 'implicitDeny'],
  ['the account delegates', abroad(stranger, '444455556666', { identity: [full] }), 'allowed'],
  ['another account', abroad(stranger, '777788889999', { identity: [full] }), 'implicitDeny'],
  [
    "SCPs of the caller's account count",
    abroad(stranger, stranger, { identity: [full], scp: [[nothing]] }),
    'implicitDeny',
  ],
  [
    "RCPs of the resource's account count",
    abroad(stranger, stranger, { identity: [full], rcp: [[doc(deny({ Principal: '*' }))]] }),
    'explicitDeny',
  ],
  [
    'a key policy of another account',
    { ...abroad(stranger, stranger, { identity: [full] }), action: 'kms:Decrypt', resource: kms },
    'allowed',
  ],
  [
    'a trust policy of another account needs the identity policy',
    { ...abroad(stranger, stranger, {}), action: 'sts:AssumeRole', resource: role },
    'implicitDeny',
  ],
  ['a Deny on the identity side', abroad(stranger, stranger, { identity: [full, doc(deny())] }), 'explicitDeny'],
]);

const denyAll = [[doc(deny({ Principal: '*' }))]];
const slr = 'arn:aws:iam::111122223333:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS';

table('orgs_manage_policies_scps (Organizations User Guide)', [
  ['the root user of a member account', { principal: '111122223333', policies: { scp: [[nothing]] } }, 'implicitDeny'],
  [
    'a delegated administrator is a member account',
    { facts: { resourceInManagementAccount: true }, policies: { identity: [full], scp: [[nothing]] } },
    'implicitDeny',
  ],
  [
    'also where the resource policy names the user',
    { policies: { resource: resourceAllow({ AWS: ana }), scp: [[nothing]] } },
    'implicitDeny',
  ],
  [
    'services are no principals of an account',
    {
      principal: 'sns.amazonaws.com',
      policies: { resource: resourceAllow({ Service: 'sns.amazonaws.com' }), scp: [[nothing]] },
    },
    'allowed',
  ],
  [
    'a service-linked role by its path',
    { principal: slr, policies: { identity: [full], scp: [[nothing]] } },
    'allowed',
  ],
  [
    '... of a session',
    {
      principal: 'arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForECS/x',
      facts: { roleArn: slr },
      policies: { identity: [full], scp: [[nothing]] },
    },
    'allowed',
  ],
  ['SCPs grant nothing', { policies: { scp: [[full]] } }, 'implicitDeny'],
]);

table('orgs_manage_policies_rcps (Organizations User Guide)', [
  ['anonymous', { principal: '*', policies: { resource: resourceAllow('*'), rcp: denyAll } }, 'explicitDeny'],
  [
    'services',
    {
      principal: 'sns.amazonaws.com',
      policies: { resource: resourceAllow({ Service: 'sns.amazonaws.com' }), rcp: denyAll },
    },
    'explicitDeny',
  ],
  ['the root user', { principal: '111122223333', policies: { rcp: denyAll } }, 'explicitDeny'],
  ['a service-linked role', { principal: slr, policies: { identity: [full], rcp: denyAll } }, 'allowed'],
  [
    'principals of the management account are limited',
    { facts: { principalInManagementAccount: true }, policies: { identity: [full], rcp: denyAll } },
    'explicitDeny',
  ],
  [
    'an identity provider that signs in to a role',
    {
      principal: 'accounts.google.com',
      action: 'sts:AssumeRoleWithWebIdentity',
      resource: role,
      policies: { resource: resourceAllow({ Federated: 'accounts.google.com' }), rcp: denyAll },
    },
    'explicitDeny',
  ],
  ['RCPs grant nothing', { policies: { rcp: [[resourceAllow('*')]] } }, 'implicitDeny'],
]);

table('vpc-endpoints-access (AWS PrivateLink Guide)', [
  [
    'a Deny of the endpoint',
    { policies: { identity: [full], endpoint: [doc(allow({ Principal: '*' }), deny({ Principal: '*' }))] } },
    'explicitDeny',
  ],
  ['an endpoint policy grants nothing', { policies: { endpoint: [resourceAllow('*')] } }, 'implicitDeny'],
  [
    'anonymous callers pass the endpoint too',
    { principal: '*', policies: { resource: resourceAllow('*'), endpoint: [resourceAllow({ AWS: '111122223333' })] } },
    'implicitDeny',
  ],
  [
    'the endpoint names the account',
    { policies: { identity: [full], endpoint: [resourceAllow({ AWS: '111122223333' })] } },
    'allowed',
  ],
  [
    'root passes it too',
    { principal: '111122223333', policies: { endpoint: [resourceAllow('*', { Action: 'ec2:*' })] } },
    'implicitDeny',
  ],
]);

const google = (Condition: Doc, context: Doc, policies: Doc = {}): Case => ({
  principal: 'accounts.google.com',
  action: 'sts:AssumeRoleWithWebIdentity',
  resource: role,
  context,
  policies: {
    resource: doc(
      allow({ Principal: { Federated: 'accounts.google.com' }, Action: 'sts:AssumeRoleWithWebIdentity', Condition }),
    ),
    ...policies,
  },
});
const aud = { StringEquals: { 'accounts.google.com:aud': 'app' } };

table('id_roles_providers_oidc and API_AssumeRoleWithWebIdentity', [
  ['the audience', google(aud, { 'accounts.google.com:aud': 'app' }), 'allowed'],
  ['another audience', google(aud, { 'accounts.google.com:aud': 'other' }), 'implicitDeny'],
  ['no audience', google(aud, {}), 'implicitDeny'],
  ['SCPs do not apply', google(aud, { 'accounts.google.com:aud': 'app' }, { scp: [[nothing]] }), 'allowed'],
  [
    'another provider',
    { ...google(aud, { 'accounts.google.com:aud': 'app' }), principal: 'graph.facebook.com' },
    'implicitDeny',
  ],
  [
    'a provider is no account',
    {
      principal: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com',
      action: 'sts:AssumeRoleWithWebIdentity',
      resource: role,
      policies: { resource: resourceAllow({ AWS: '111122223333' }) },
    },
    'implicitDeny',
  ],
]);

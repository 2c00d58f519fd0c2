/** A small account as a snapshot bundle, and a large one: what the endpoint serves, and what collection must give back. */
import type { Json } from '../support/aws-endpoint/types.ts';

export const accountId = '111122223333';
const iam = `arn:aws:iam::${accountId}`;
const made = '2024-03-01T10:00:00+00:00';

const trust = (service: string): Json => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
});

const readPolicy: Json = {
  Version: '2012-10-17',
  Statement: [
    { Sid: '100% ü & <b>', Effect: 'Allow', Action: ['s3:Get*', 'sqs:*'], Resource: 'arn:aws:s3:::a+b/%2F*' },
  ],
};

const allow = { Effect: 'Allow', Action: '*', Resource: '*' };
const fullAccess: Json = { Version: '2012-10-17', Statement: [allow] };
const fullAccessTo: Json = { Version: '2012-10-17', Statement: [{ ...allow, Principal: '*' }] };

const version = (document: Json): Json => ({
  Document: document,
  VersionId: 'v1',
  IsDefaultVersion: true,
  CreateDate: made,
});

export const unusedAnalyzerArn = `arn:aws:access-analyzer:eu-west-1:${accountId}:analyzer/unused`;
export const analyzerArn = `arn:aws:access-analyzer:eu-west-1:${accountId}:analyzer/account`;

const columns =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated';
const row = (name: string, arn: string, mfa: boolean): string =>
  `${name},${arn},${made},true,no_information,N/A,N/A,${mfa},false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A`;

/** What the AWS CLI would print for one job. */
const report = (...services: readonly Json[]): Json => ({
  JobStatus: 'COMPLETED',
  JobType: 'SERVICE_LEVEL',
  JobCreationDate: made,
  JobCompletionDate: made,
  ServicesLastAccessed: services,
});

const used: Json = {
  ServiceName: 'Amazon S3',
  ServiceNamespace: 's3',
  LastAuthenticated: made,
  LastAuthenticatedEntity: `${iam}:role/reader`,
  LastAuthenticatedRegion: 'eu-west-1',
  TotalAuthenticatedEntities: 1,
};
const unused: Json = { ServiceName: 'Amazon SQS', ServiceNamespace: 'sqs', TotalAuthenticatedEntities: 0 };

const users = ['anna', 'ben,ny', 'cleo'].map((name): Json => ({
  Path: '/', UserName: name, UserId: `AIDA${name.toUpperCase()}`, Arn: `${iam}:user/${name}`, CreateDate: made,
  ...(name === 'anna' && { UserPolicyList: [{ PolicyName: 'own', PolicyDocument: readPolicy }] }),
  GroupList: name === 'cleo' ? [] : ['staff'], AttachedManagedPolicies: [], Tags: [{ Key: 'team', Value: 'a & b' }],
})); // prettier-ignore

const group: Json = {
  Path: '/',
  GroupName: 'staff',
  GroupId: 'AGPASTAFF',
  Arn: `${iam}:group/staff`,
  CreateDate: made,
  GroupPolicyList: [],
  AttachedManagedPolicies: [{ PolicyName: 'read', PolicyArn: `${iam}:policy/read` }],
};

const role = (name: string, path = '/', service = 'ec2.amazonaws.com'): Json => ({
  Path: path, RoleName: name, RoleId: `AROA${name.toUpperCase()}`, Arn: `${iam}:role${path}${name}`, CreateDate: made,
  AssumeRolePolicyDocument: trust(service), InstanceProfileList: [], RolePolicyList: [], AttachedManagedPolicies: [], Tags: [],
  RoleLastUsed: name === 'reader' ? { LastUsedDate: '2026-01-01T08:09:10.500+00:00', Region: 'eu-west-1' } : {},
}); // prettier-ignore

const policy = (name: string, attachments: number, owner = accountId): Json => ({
  PolicyName: name, PolicyId: `ANPA${name.toUpperCase()}`, Arn: `arn:aws:iam::${owner}:policy/${name}`, Path: '/', DefaultVersionId: 'v1',
  AttachmentCount: attachments, PermissionsBoundaryUsageCount: 0, IsAttachable: true, CreateDate: made, UpdateDate: made,
  PolicyVersionList: [version(readPolicy)],
}); // prettier-ignore

const device = (name: string): Json => ({ UserName: name, SerialNumber: `${iam}:mfa/${name}`, EnableDate: made });

/** Every part that collection reads, just as it must come out. */
export const sample = {
  authorizationDetails: {
    UserDetailList: users,
    GroupDetailList: [group],
    RoleDetailList: [role('reader'), role('AWSServiceRoleForSupport', '/aws-service-role/support.amazonaws.com/', 'support.amazonaws.com')],
    Policies: [policy('read', 1), policy('loose', 0), policy('ReadOnlyAccess', 2, 'aws')],
  },
  credentialReportCsv: [columns, row('<root_account>', `${iam}:root`, true), row('anna', `${iam}:user/anna`, true), row('"ben,ny"', `"${iam}:user/ben,ny"`, true), row('cleo', `${iam}:user/cleo`, false)].join('\n'),
  accountSummary: { SummaryMap: { Users: 3, AccountMFAEnabled: 1, AccountAccessKeysPresent: 0 } },
  passwordPolicy: { PasswordPolicy: { MinimumPasswordLength: 14, RequireSymbols: true, RequireNumbers: false, ExpirePasswords: false } },
  organizationsFeatures: { OrganizationId: 'o-abcdefghij', EnabledFeatures: ['RootSessions'] },
  virtualMfaDevices: { VirtualMFADevices: [{ SerialNumber: `${iam}:mfa/anna`, User: { Path: '/', UserName: 'anna', UserId: 'AIDAANNA', Arn: `${iam}:user/anna`, CreateDate: made }, EnableDate: made }] },
  serverCertificates: { ServerCertificateMetadataList: [{ Path: '/', ServerCertificateName: 'old', ServerCertificateId: 'ASCAOLD', Arn: `${iam}:server-certificate/old`, UploadDate: made, Expiration: made }] },
  samlProviders: { SAMLProviderList: [{ Arn: `${iam}:saml-provider/corp`, ValidUntil: made, CreateDate: made }] },
  openIdConnectProviders: { OpenIDConnectProviderList: [] },
  accountAliases: { AccountAliases: ['example'] },
  mfaDevices: { anna: { MFADevices: [device('anna')] }, 'ben,ny': { MFADevices: [device('ben,ny')] } },
  accessAdvisor: {
    [`${iam}:group/staff`]: report(used, unused),
    [`${iam}:policy/read`]: report(used, unused),
    [`${iam}:role/reader`]: report(used),
    [`${iam}:user/anna`]: report(used, unused),
    [`${iam}:user/ben,ny`]: report(unused),
    [`${iam}:user/cleo`]: report(),
  },
  accessAnalyzer: {
    'eu-west-1': {
      analyzers: [
        { arn: analyzerArn, name: 'account', type: 'ACCOUNT', createdAt: made, status: 'ACTIVE' },
        { arn: unusedAnalyzerArn, name: 'unused', type: 'ACCOUNT_UNUSED_ACCESS', createdAt: made, status: 'ACTIVE' },
      ],
      findings: {
        [unusedAnalyzerArn]: [{ id: 'u1', resource: `${iam}:role/reader`, resourceType: 'AWS::IAM::Role', resourceOwnerAccount: accountId, status: 'ACTIVE', findingType: 'UnusedPermission', analyzedAt: made, createdAt: made, updatedAt: made,
          findingDetails: [{ unusedPermissionDetails: { serviceNamespace: 'sqs' } }, { unusedPermissionDetails: { serviceNamespace: 's3', lastAccessed: made, actions: [{ action: 'DeleteBucket' }] } }],
        }],
        [analyzerArn]: [{ id: 'f1', resource: `${iam}:role/reader`, resourceType: 'AWS::IAM::Role', resourceOwnerAccount: accountId, status: 'ACTIVE', findingType: 'ExternalAccess', analyzedAt: made, createdAt: made, updatedAt: made }] },
    },
  },
  organization: {
    id: 'o-abcdefghij',
    managementAccountId: '444455556666',
    scp: [[fullAccess], [fullAccess, { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'sqs:*', Resource: '*' }] }], [fullAccess]],
    rcp: [[fullAccessTo], [fullAccessTo], [fullAccessTo]],
  },
} as const; // prettier-ignore

/** The same account with this many users and roles instead of its own. */
export function largeAccount(userCount: number, roleCount: number) {
  const names = Array.from({ length: userCount }, (_, at) => `user${at}`);
  return {
    ...sample,
    authorizationDetails: {
      ...sample.authorizationDetails,
      UserDetailList: names.map((name): Json => ({ ...users[2], UserName: name, Arn: `${iam}:user/${name}` })),
      RoleDetailList: Array.from({ length: roleCount }, (_, at) => role(`role${at}`)),
    },
    credentialReportCsv: [
      columns,
      row('<root_account>', `${iam}:root`, true),
      ...names.map((name) => row(name, `${iam}:user/${name}`, true)),
    ].join('\n'),
  };
}

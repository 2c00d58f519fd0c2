/** An account of any size from a seed: users in groups, roles with trusts and boundaries, policies, reports. */
import { generatePolicy, randomOf } from './bench-policies.ts';

const account = '111122223333';
const made = '2024-03-01T10:00:00Z';
const collected = '2026-11-01T00:00:00Z';
const awsPolicies: Readonly<Record<string, unknown>> = {
  AdministratorAccess: { Effect: 'Allow', Action: '*', Resource: '*' },
  PowerUserAccess: { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
  SecurityAudit: {
    Effect: 'Allow',
    Action: ['iam:Get*', 'iam:List*', 's3:GetBucket*', 'ec2:Describe*'],
    Resource: '*',
  },
};
const services = ['s3', 'ec2', 'dynamodb', 'logs', 'sqs', 'kms', 'iam', 'lambda', 'sns', 'sts'];

type Json = Record<string, unknown>;
type Random = () => number;

const arn = (kind: string, name: string): string => `arn:aws:iam::${account}:${kind}/${name}`;
const document = (...statements: unknown[]): Json => ({ Version: '2012-10-17', Statement: statements });
const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

/** A policy of at most six statements. */
function smallPolicy(seed: number): Json {
  const { Statement } = JSON.parse(generatePolicy(seed)) as { Statement: unknown[] };
  return document(...Statement.slice(0, 6));
}

/** Who may assume role `n`: mostly services, some other accounts, some roles of the account. */
function trustOf(random: Random, n: number): Json {
  const principal = random() < 0.6
    ? { Service: `${pick(random, ['ec2', 'lambda', 'ecs-tasks', 'codebuild'])}.amazonaws.com` }
    : { AWS: random() < 0.3 ? 'arn:aws:iam::444455556666:root' : arn('role', `role-${Math.floor(n / 2)}`) };
  return document({ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' });
} // prettier-ignore

function attachments(random: Random, policies: number): Json[] {
  const own = Array.from({ length: Math.floor(random() * 4) }, () => `policy-${Math.floor(random() * policies)}`);
  const aws = random() < 0.1 ? [pick(random, Object.keys(awsPolicies))] : [];
  return [
    ...[...new Set(own)].map((name) => ({ PolicyName: name, PolicyArn: arn('policy', name) })),
    ...aws.map((name) => ({ PolicyName: name, PolicyArn: `arn:aws:iam::aws:policy/${name}` })),
  ];
}

function advisorReport(random: Random): Json {
  const used = (): Json => (random() < 0.5 ? { LastAuthenticated: '2026-10-01T00:00:00Z', LastAuthenticatedRegion: 'eu-west-1' } : {});
  return {
    JobStatus: 'COMPLETED', JobType: 'SERVICE_LEVEL', JobCreationDate: collected, JobCompletionDate: collected,
    ServicesLastAccessed: services.filter(() => random() < 0.7).map((name) => ({ ServiceName: name, ServiceNamespace: name, TotalAuthenticatedEntities: 1, ...used() })),
  };
} // prettier-ignore

function managed(name: string, owner: string, Document: unknown): Json {
  return {
    PolicyName: name, PolicyId: `ANPA${name.toUpperCase()}`, Arn: `arn:aws:iam::${owner}:policy/${name}`, Path: '/', DefaultVersionId: 'v1',
    AttachmentCount: 1, PermissionsBoundaryUsageCount: 0, IsAttachable: true, CreateDate: made, UpdateDate: made,
    PolicyVersionList: [{ Document, VersionId: 'v1', IsDefaultVersion: true, CreateDate: made }],
  };
} // prettier-ignore

function credentialReport(random: Random, names: readonly string[]): string {
  const header = 'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated';
  const row = (name: string, own: string): string =>
    `${name},${own},${made},${String(random() < 0.5)},2026-10-01T00:00:00Z,${made},N/A,${String(random() < 0.7)},${String(random() < 0.5)},${made},2026-09-01T00:00:00Z,eu-west-1,s3,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A`;
  return [header, row('<root_account>', `arn:aws:iam::${account}:root`), ...names.map((name) => row(name, arn('user', name)))].join('\n');
} // prettier-ignore

/** A snapshot with about `principals` users, groups and roles. */
export function generateAccount(principals: number, seed = 1): string {
  const random = randomOf(seed);
  const count = (share: number): number => Math.max(1, Math.round(principals * share));
  const [users, groups, policies] = [count(0.18), count(0.02), count(0.2)];
  const inline = (n: number): Json[] => (random() < 0.4 ? [{ PolicyName: 'own', PolicyDocument: smallPolicy(n) }] : []);
  const common = (kind: string, name: string): Json => ({ Path: '/', Arn: arn(kind, name), CreateDate: made });
  const userNames = Array.from({ length: users }, (_, n) => `user-${n}`);
  const UserDetailList = userNames.map((name, n): Json => ({
    ...common('user', name), UserName: name, UserId: `AIDA${n}`, UserPolicyList: inline(n), Tags: [],
    GroupList: [`group-${Math.floor(random() * groups)}`, `group-${Math.floor(random() * groups)}`],
    AttachedManagedPolicies: random() < 0.3 ? attachments(random, policies) : [],
  })); // prettier-ignore
  const GroupDetailList = Array.from({ length: groups }, (_, n): Json => ({
    ...common('group', `group-${n}`), GroupName: `group-${n}`, GroupId: `AGPA${n}`, GroupPolicyList: inline(n), AttachedManagedPolicies: attachments(random, policies),
  })); // prettier-ignore
  const RoleDetailList = Array.from({ length: principals - users - groups }, (_, n): Json => ({
    ...common('role', `role-${n}`), RoleName: `role-${n}`, RoleId: `AROA${n}`, AssumeRolePolicyDocument: trustOf(random, n),
    InstanceProfileList: [], RolePolicyList: inline(n), AttachedManagedPolicies: attachments(random, policies), Tags: [{ Key: 'team', Value: `team-${n % 50}` }],
    RoleLastUsed: random() < 0.7 ? { LastUsedDate: '2026-10-20T00:00:00Z', Region: 'eu-west-1' } : {},
    ...(random() < 0.2 && { PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: arn('policy', 'policy-0') } }),
  })); // prettier-ignore
  const reported = [...UserDetailList, ...GroupDetailList, ...RoleDetailList].map(({ Arn }) => Arn as string);
  return JSON.stringify({
    bundleVersion: 1,
    accountId: account,
    collectedAt: collected,
    authorizationDetails: {
      UserDetailList,
      GroupDetailList,
      RoleDetailList,
      Policies: [
        ...Array.from({ length: policies }, (_, n) => managed(`policy-${n}`, account, smallPolicy(n + 1000))),
        ...Object.entries(awsPolicies).map(([name, statement]) => managed(name, 'aws', document(statement))),
      ],
    },
    credentialReportCsv: credentialReport(random, userNames),
    accountSummary: { SummaryMap: { AccountMFAEnabled: 1, AccountAccessKeysPresent: 0, Users: users } },
    passwordPolicy: null,
    accessAdvisor: Object.fromEntries(reported.map((one) => [one, advisorReport(random)])),
    organization: {
      managementAccountId: '444455556666',
      scp: [
        [document({ Effect: 'Allow', Action: '*', Resource: '*' })],
        [
          document({ Effect: 'Allow', Action: '*', Resource: '*' }),
          document({
            Effect: 'Deny',
            Action: 'organizations:LeaveOrganization',
            Resource: '*',
            Condition: { ArnNotLike: { 'aws:PrincipalArn': arn('role', 'role-1') } },
          }),
        ],
      ],
    },
  });
}

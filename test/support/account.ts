/**
 * Accounts for rule tests, as bundles in the snapshot format, so that the real reader is always in between.
 *
 * ```ts
 * const account = accountOf(bundle({
 *   users: [user('ana', { groups: ['dev'], row: { password_enabled: 'true', mfa_active: 'false' } })],
 *   groups: [group('dev', { attached: ['ReadOnlyAccess'] })],
 *   roles: [role('deploy', { trust: 'lambda.amazonaws.com', inline: { more: allow('s3:*', '*') } })],
 *   policies: [managedPolicy('Deploy', allow(['s3:GetObject'], 'arn:aws:s3:::example/*'))],
 *   advisor: { [arnOf('role', 'deploy')]: report({ s3: '2026-10-30', sqs: null }) },
 * }));
 * ```
 *
 * Everything is made on 2024-01-01 in account 111122223333 and collected on 2026-11-01, unless told otherwise.
 * `attached` and `boundary` take an ARN, the name of a policy in `policies`, or the name of an AWS managed policy.
 */
import type { Account } from '../../src/account/model.ts';
import { readSnapshot, type SnapshotOptions, type SnapshotParts } from '../../src/account/snapshot.ts';
import { awsManagedPolicy, isAwsManagedName } from './aws-managed.ts';
import { credentialReport, type Row } from './credential-report.ts';

export const accountId = '111122223333';
export const collectedAt = '2026-11-01T00:00:00Z';
const longAgo = '2024-01-01T00:00:00Z';

/** A policy document, or anything a hostile snapshot could have in its place. */
export type Document = unknown;
type Json = Record<string, unknown>;

/** A snapshot bundle: the parts by name. */
export type Bundle = Record<string, unknown>;

/** The real reader on a bundle. */
export function accountOf(parts: SnapshotParts, options: SnapshotOptions = {}): Account {
  return readSnapshot(parts, options);
}

/** `bundle` and `accountOf` in one step. */
export function account(spec: BundleSpec = {}, options: SnapshotOptions = {}): Account {
  return accountOf(bundle(spec), options);
}

/** ARN of a user, group, role or customer managed policy of the account. */
export function arnOf(kind: 'user' | 'group' | 'role' | 'policy', name: string, path = '/'): string {
  return `arn:aws:iam::${accountId}:${kind}${path}${name}`;
}

// Documents

/** A policy with one statement: `allow('s3:*', '*')`, `allow(['s3:GetObject'], arn, { Condition: ... })`. */
export function allow(
  action: string | readonly string[],
  resource: string | readonly string[] = '*',
  more: Json = {},
): Json {
  return statements({ Effect: 'Allow', Action: action, Resource: resource, ...more });
}

/** The same with Deny. */
export function deny(
  action: string | readonly string[],
  resource: string | readonly string[] = '*',
  more: Json = {},
): Json {
  return statements({ Effect: 'Deny', Action: action, Resource: resource, ...more });
}

/** A policy of these statements. */
export function statements(...list: readonly Json[]): Json {
  return { Version: '2012-10-17', Statement: list };
}

/** A trust policy: `trust('lambda.amazonaws.com')`, `trust({ AWS: '*' }, { Condition: ... })`. */
export function trust(principal: string | Json, more: Json = {}): Json {
  const Principal = typeof principal === 'string' && principal !== '*' ? { Service: principal } : principal;
  return statements({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', ...more });
}

// Principals and policies

interface PrincipalSpec {
  /** Inline policies: name to document. */
  readonly inline?: Readonly<Record<string, Document>>;
  readonly attached?: readonly string[];
  /** CreateDate. */
  readonly created?: string;
  readonly path?: string;
  /** More members of the entry, or other values for them. */
  readonly raw?: Json;
}

export interface UserSpec extends PrincipalSpec {
  readonly groups?: readonly string[];
  readonly boundary?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** Cells of the user's row in the credential report; the rest: no password, no keys, no MFA. */
  readonly row?: Row;
  /** Serial numbers; makes `mfaDevices` for all users. */
  readonly mfa?: readonly string[];
}

export interface RoleSpec extends PrincipalSpec {
  /** A document, or a service principal. Default: ec2.amazonaws.com. */
  readonly trust?: Document;
  readonly boundary?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** A date; `null`: never; default: the day before the collection. `'unknown'`: no `RoleLastUsed` at all. */
  readonly lastUsed?: string | null;
}

export interface PolicySpec {
  readonly attachmentCount?: number;
  readonly boundaryUsageCount?: number;
  /** Documents of older versions: they become v1, v2, ...; the default version comes last. */
  readonly versions?: readonly Document[];
  readonly created?: string;
  readonly path?: string;
  readonly raw?: Json;
}

export type UserEntry = { readonly kind: 'user'; readonly name: string; readonly spec: UserSpec };
export type GroupEntry = { readonly kind: 'group'; readonly name: string; readonly spec: PrincipalSpec };
export type RoleEntry = { readonly kind: 'role'; readonly name: string; readonly spec: RoleSpec };
export type PolicyEntry = {
  readonly kind: 'policy';
  readonly name: string;
  readonly document: Document;
  readonly spec: PolicySpec;
};

export function user(name: string, spec: UserSpec = {}): UserEntry {
  return { kind: 'user', name, spec };
}

export function group(name: string, spec: PrincipalSpec = {}): GroupEntry {
  return { kind: 'group', name, spec };
}

export function role(name: string, spec: RoleSpec = {}): RoleEntry {
  return { kind: 'role', name, spec };
}

/** A customer managed policy; one with an ARN for a name is taken as that policy. */
export function managedPolicy(name: string, document: Document, spec: PolicySpec = {}): PolicyEntry {
  return { kind: 'policy', name, document, spec };
}

/**
 * A completed access advisor report. `{ s3: '2026-10-30', sqs: null }`: date of last use, or null for never;
 * `{ s3: { last: '2026-10-30', actions: { CreateBucket: '2026-10-30', DeleteBucket: null } } }` for tracked actions.
 */
export function report(services: Readonly<Record<string, string | null | ServiceUse>>, more: Json = {}): Json {
  return {
    JobStatus: 'COMPLETED',
    JobType: 'ACTION_LEVEL',
    JobCreationDate: collectedAt,
    JobCompletionDate: collectedAt,
    ServicesLastAccessed: Object.entries(services).map(([namespace, use]) => serviceUse(namespace, use)),
    IsTruncated: false,
    ...more,
  };
}

export interface ServiceUse {
  readonly last: string | null;
  readonly actions?: Readonly<Record<string, string | null>>;
}

function serviceUse(namespace: string, use: string | null | ServiceUse): Json {
  const { last, actions } = use === null || typeof use === 'string' ? { last: use, actions: undefined } : use;
  const tracked = Object.entries(actions ?? {}).map(([ActionName, date]) => ({
    ActionName,
    ...(date !== null && { LastAccessedTime: timeOf(date), LastAccessedRegion: 'eu-west-1' }),
  }));
  return {
    ServiceName: namespace,
    ServiceNamespace: namespace,
    ...(last !== null && { LastAuthenticated: timeOf(last), LastAuthenticatedRegion: 'eu-west-1' }),
    TotalAuthenticatedEntities: last === null ? 0 : 1,
    ...(actions && { TrackedActionsLastAccessed: tracked }),
  };
}

/** `2026-10-30` is midnight of that day. */
function timeOf(date: string): string {
  return date.includes('T') ? date : `${date}T00:00:00Z`;
}

/** `accessAnalyzer` with an unused-access analyzer and these open findings: type, ARN, and what `findingDetails` lists. */
export function unusedFindings(
  ...found: readonly (readonly [type: string, arn: string, details?: readonly Json[]])[]
): Json {
  const arn = `arn:aws:access-analyzer:eu-west-1:${accountId}:analyzer/unused`;
  const findings = found.map(([findingType, resource, unused], index) => ({
    id: `finding-${index}`,
    findingType,
    resource,
    status: 'ACTIVE',
    resourceOwnerAccount: accountId,
    ...(unused && { findingDetails: unused.map((unusedPermissionDetails) => ({ unusedPermissionDetails })) }),
  }));
  const analyzers = [{ arn, name: 'unused', type: 'ACCOUNT_UNUSED_ACCESS', status: 'ACTIVE' }];
  return { accessAnalyzer: { 'eu-west-1': { analyzers, findings: { [arn]: findings } } } };
}

// The bundle

export interface BundleSpec {
  readonly users?: readonly UserEntry[];
  readonly groups?: readonly GroupEntry[];
  readonly roles?: readonly RoleEntry[];
  readonly policies?: readonly PolicyEntry[];
  /** Cells of the root row; the rest: a password with MFA, no keys, never used. Makes a credential report. */
  readonly rootRow?: Row;
  /** Members of `SummaryMap`. */
  readonly summary?: Readonly<Record<string, number>>;
  /** Members of `PasswordPolicy`, or null: the account has none. */
  readonly passwordPolicy?: Json | null;
  /** Reports by ARN. */
  readonly advisor?: Readonly<Record<string, unknown>>;
  /** Other parts, under the names of the snapshot format; undefined takes a part away. */
  readonly rest?: Readonly<Record<string, unknown>>;
}

/** A snapshot bundle. Parts that are not asked for are absent, as when they were not collected. */
export function bundle(spec: BundleSpec = {}): Bundle {
  const { users = [], rest = {} } = spec;
  const hasReport = spec.rootRow !== undefined || users.some((entry) => entry.spec.row !== undefined);
  const rows = users.map(({ name, spec: { row, path, created } }) => ({
    name,
    arn: arnOf('user', name, path),
    created: timeOf(created ?? longAgo),
    row,
  }));
  const hasMfa = users.some((entry) => entry.spec.mfa !== undefined);
  const parts: Record<string, unknown> = {
    bundleVersion: 1,
    accountId,
    collectedAt,
    authorizationDetails: detailsOf(spec),
    ...(hasReport && { credentialReportCsv: credentialReport(accountId, spec.rootRow ?? {}, rows) }),
    ...(hasMfa && {
      mfaDevices: Object.fromEntries(
        users.map(({ name, spec: { mfa = [] } }) => [
          name,
          { MFADevices: mfa.map((SerialNumber) => ({ UserName: name, SerialNumber, EnableDate: longAgo })) },
        ]),
      ),
    }),
    ...(spec.summary && { accountSummary: { SummaryMap: spec.summary } }),
    ...(spec.passwordPolicy !== undefined && {
      passwordPolicy: spec.passwordPolicy && { PasswordPolicy: spec.passwordPolicy },
    }),
    ...(spec.advisor && { accessAdvisor: spec.advisor }),
    ...rest,
  };
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}

/** The bundle with other members of `authorizationDetails`; undefined takes one away. */
export function withDetails(made: Bundle, change: Json): Bundle {
  const details = Object.entries({ ...(made['authorizationDetails'] as Json), ...change });
  return { ...made, authorizationDetails: Object.fromEntries(details.filter(([, value]) => value !== undefined)) };
}

/** Turns names into ARNs and keeps count of who uses what. */
interface Attachments {
  arnFor(name: string): string;
  readonly attached: Map<string, number>;
  readonly boundaries: Map<string, number>;
}

function detailsOf({ users = [], groups = [], roles = [], policies = [] }: BundleSpec): Json {
  const use: Attachments = { arnFor: (name) => arnForName(name, policies), attached: new Map(), boundaries: new Map() };
  const UserDetailList = users.map((entry) => userDetail(entry, use));
  const GroupDetailList = groups.map((entry) => groupDetail(entry, use));
  const RoleDetailList = roles.map((entry) => roleDetail(entry, use));
  const own = policies.map((entry) => policyDetail(entry, use));
  const known = new Set(own.map(({ Arn }) => Arn));
  const aws = [...new Set([...use.attached.keys(), ...use.boundaries.keys()])]
    .filter((arn) => !known.has(arn))
    .flatMap((arn) => awsManagedPolicy(arn, use.attached.get(arn) ?? 0, use.boundaries.get(arn) ?? 0) ?? []);
  return { UserDetailList, GroupDetailList, RoleDetailList, Policies: [...own, ...aws] };
}

function arnForName(name: string, policies: readonly PolicyEntry[]): string {
  if (name.startsWith('arn:')) return name;
  const own = policies.find((entry) => entry.name === name);
  if (own) return policyArn(own);
  if (isAwsManagedName(name)) return `arn:aws:iam::aws:policy/${name}`;
  throw new Error(`No policy ${name}: put it into "policies", or give its ARN`);
}

function policyArn({ name, spec }: PolicyEntry): string {
  return name.startsWith('arn:') ? name : arnOf('policy', name, spec.path);
}

function count(counts: Map<string, number>, arn: string): void {
  counts.set(arn, (counts.get(arn) ?? 0) + 1);
}

function principalDetail(
  spec: PrincipalSpec & { readonly boundary?: string; readonly tags?: Readonly<Record<string, string>> },
  use: Attachments,
  inlineList: string,
): Json {
  return {
    CreateDate: timeOf(spec.created ?? longAgo),
    [inlineList]: Object.entries(spec.inline ?? {}).map(([PolicyName, PolicyDocument]) => ({
      PolicyName,
      PolicyDocument,
    })),
    AttachedManagedPolicies: (spec.attached ?? []).map((name) => {
      const PolicyArn = use.arnFor(name);
      count(use.attached, PolicyArn);
      return { PolicyName: PolicyArn.slice(PolicyArn.lastIndexOf('/') + 1), PolicyArn };
    }),
    ...(spec.boundary !== undefined && { PermissionsBoundary: boundaryOf(use.arnFor(spec.boundary), use) }),
    ...(spec.tags && { Tags: Object.entries(spec.tags).map(([Key, Value]) => ({ Key, Value })) }),
    ...spec.raw,
  };
}

function boundaryOf(PermissionsBoundaryArn: string, use: Attachments): Json {
  count(use.boundaries, PermissionsBoundaryArn);
  return { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn };
}

function userDetail({ name, spec }: UserEntry, use: Attachments): Json {
  const Path = spec.path ?? '/';
  const identity = { Path, UserName: name, UserId: `AIDAEXAMPLE${idOf(name)}`, Arn: arnOf('user', name, Path) };
  return { ...identity, GroupList: spec.groups ?? [], ...principalDetail(spec, use, 'UserPolicyList') };
}

function groupDetail({ name, spec }: GroupEntry, use: Attachments): Json {
  const Path = spec.path ?? '/';
  const identity = { Path, GroupName: name, GroupId: `AGPAEXAMPLE${idOf(name)}`, Arn: arnOf('group', name, Path) };
  return { ...identity, ...principalDetail(spec, use, 'GroupPolicyList') };
}

function roleDetail({ name, spec }: RoleEntry, use: Attachments): Json {
  const Path = spec.path ?? '/';
  const { trust: given = 'ec2.amazonaws.com', lastUsed = '2026-10-31' } = spec;
  return {
    Path,
    RoleName: name,
    RoleId: `AROAEXAMPLE${idOf(name)}`,
    Arn: arnOf('role', name, Path),
    AssumeRolePolicyDocument: typeof given === 'string' && /^[a-z0-9.-]+$/.test(given) ? trust(given) : given,
    InstanceProfileList: [],
    ...(lastUsed !== 'unknown' && {
      RoleLastUsed: lastUsed === null ? {} : { LastUsedDate: timeOf(lastUsed), Region: 'eu-west-1' },
    }),
    ...principalDetail(spec, use, 'RolePolicyList'),
  };
}

function policyDetail(entry: PolicyEntry, use: Attachments): Json & { readonly Arn: string } {
  const { document, spec } = entry;
  const Arn = policyArn(entry);
  const documents = [...(spec.versions ?? []), document];
  const created = timeOf(spec.created ?? longAgo);
  return {
    PolicyName: Arn.slice(Arn.lastIndexOf('/') + 1),
    PolicyId: `ANPAEXAMPLE${idOf(Arn)}`,
    Arn,
    Path: spec.path ?? '/',
    DefaultVersionId: `v${documents.length}`,
    AttachmentCount: spec.attachmentCount ?? use.attached.get(Arn) ?? 0,
    PermissionsBoundaryUsageCount: spec.boundaryUsageCount ?? use.boundaries.get(Arn) ?? 0,
    IsAttachable: true,
    CreateDate: created,
    UpdateDate: created,
    // AWS lists the newest version first.
    PolicyVersionList: documents
      .map((Document, index) => ({
        Document,
        VersionId: `v${index + 1}`,
        IsDefaultVersion: index === documents.length - 1,
        CreateDate: created,
      }))
      .reverse(),
    ...spec.raw,
  };
}

/** Looks like the tail of a unique id, and is the same on every run. */
function idOf(name: string): string {
  let hash = 7;
  for (let index = 0; index < name.length; index++) hash = (hash * 31 + name.charCodeAt(index)) % 0x7fffffff;
  return hash.toString(36).toUpperCase().padStart(9, '0');
}

/**
 * The state of one account as data, made from a snapshot (snapshot.ts) or a live account. Everything that was not
 * collected is undefined, never empty: rules that need it are skipped.
 */
import type { ResourceRef } from '../finding.ts';
import type { Policy } from '../policy/model.ts';

/** Parts of an account a rule can need. `authorizationDetails` is always there. */
export type AccountFact =
  | 'credentialReport'
  | 'accountSummary'
  | 'passwordPolicy'
  | 'accessAdvisor'
  | 'organizationsFeatures'
  | 'virtualMfaDevices'
  | 'mfaDevices'
  | 'serverCertificates'
  | 'samlProviders'
  | 'openIdConnectProviders'
  | 'accountAliases'
  | 'accessAnalyzer'
  | 'organization'
  | 'proton';

/** The lists of authorization details. */
export type DetailList = 'UserDetailList' | 'GroupDetailList' | 'RoleDetailList' | 'Policies';

/** What a finding about an account can point at: `at: user`. */
export interface Entity {
  readonly ref: ResourceRef;
  /** The snapshot's file, when it was read from one. */
  readonly file?: string;
  /** RFC 6901 pointer into that file, when it is one JSON file. */
  readonly pointer?: string;
}

export interface Account extends Entity {
  /** 12 digits; undefined when nothing in the snapshot tells it. */
  readonly id: string | undefined;
  /** `aws`, `aws-cn`, `aws-us-gov`, ... */
  readonly partition: string;
  readonly root: Root;
  readonly users: readonly User[];
  readonly groups: readonly Group[];
  readonly roles: readonly Role[];
  /** Rows of the credential report about users whom the details do not have. */
  readonly strayRows: readonly CredentialRow[];
  /** Customer managed policies, and the AWS managed ones that the snapshot carries. */
  readonly policies: readonly AccountPolicy[];
  /** Lists that are missing, cut off or damaged, with the reason: what is not in them may be there all the same. */
  readonly incomplete: ReadonlyMap<DetailList, string>;
  readonly collectedAt: Date | undefined;
  /** Parts that are present and of the right shape. */
  readonly facts: ReadonlySet<AccountFact>;
  /** Why a part is unusable, e.g. `passwordPolicy: denied (iam:GetAccountPasswordPolicy)`; no entry: it is not there. */
  readonly missing: ReadonlyMap<AccountFact, string>;
  /** What was left out or could not be read, one line each: the report says it, so that nothing passes in silence. */
  readonly problems: readonly string[];
  /** `SummaryMap`. */
  readonly summary?: Readonly<Record<string, number>>;
  /** `null`: asked, the account has none. Undefined: not asked. */
  readonly passwordPolicy?: PasswordPolicy | null;
  readonly organizationsFeatures?: readonly string[];
  readonly virtualMfaDevices?: readonly { readonly serialNumber: string; readonly userArn?: string }[];
  readonly serverCertificates?: readonly { readonly name: string; readonly arn: string; readonly expiration?: Date }[];
  readonly samlProviders?: readonly { readonly arn: string }[];
  readonly openIdConnectProviders?: readonly { readonly arn: string }[];
  readonly aliases?: readonly string[];
  /** Regions as collected; values as the AWS CLI prints them. */
  readonly accessAnalyzer?: Readonly<Record<string, AnalyzerRegion>>;
  readonly organization?: Organization;
  readonly proton?: Readonly<Record<string, unknown>>;
}

export interface AnalyzerRegion {
  readonly analyzers: readonly Readonly<Record<string, unknown>>[];
  readonly findings: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
}

export interface Organization {
  /** `o-a1b2c3d4e5`. */
  readonly id?: string;
  readonly managementAccountId?: string;
  /** One inner list per level, root to account. */
  readonly scp?: readonly (readonly Policy[])[];
  readonly rcp?: readonly (readonly Policy[])[];
  /** Kinds of policies that are there and cannot be read: they limit, nobody knows what. */
  readonly unreadable?: readonly ('scp' | 'rcp')[];
}

export interface PasswordPolicy {
  readonly minimumPasswordLength?: number;
  readonly requireSymbols?: boolean;
  readonly requireNumbers?: boolean;
  readonly requireUppercaseCharacters?: boolean;
  readonly requireLowercaseCharacters?: boolean;
  readonly expirePasswords?: boolean;
  readonly maxPasswordAge?: number;
  readonly passwordReusePrevention?: number;
}

/** The root user. Never one of `users`. */
export interface Root extends Entity {
  /** Its row of the credential report. */
  readonly credentials?: CredentialRow;
}

export interface User extends Entity {
  readonly name: string;
  readonly arn: string;
  readonly path: string;
  readonly id?: string;
  readonly created?: Date;
  /** Names of the groups. */
  readonly groups: readonly string[];
  readonly inlinePolicies: readonly AccountPolicy[];
  readonly attachedPolicies: readonly AttachedPolicy[];
  readonly boundary?: AttachedPolicy;
  readonly tags: Readonly<Record<string, string>>;
  readonly credentials?: CredentialRow;
  readonly mfaDevices?: readonly { readonly serialNumber: string }[];
  readonly lastAccessed?: AccessReport;
}

export interface Group extends Entity {
  readonly name: string;
  readonly arn: string;
  readonly path: string;
  readonly created?: Date;
  readonly inlinePolicies: readonly AccountPolicy[];
  readonly attachedPolicies: readonly AttachedPolicy[];
  /** Names of the members. */
  readonly members: readonly string[];
  readonly lastAccessed?: AccessReport;
}

export interface Role extends Entity {
  readonly name: string;
  readonly arn: string;
  readonly path: string;
  readonly id?: string;
  readonly created?: Date;
  /** Undefined when the snapshot has none or it cannot be read. */
  readonly trust?: Policy;
  readonly inlinePolicies: readonly AccountPolicy[];
  readonly attachedPolicies: readonly AttachedPolicy[];
  readonly boundary?: AttachedPolicy;
  readonly tags: Readonly<Record<string, string>>;
  /** Names of the instance profiles that hold the role; undefined when the snapshot does not list them. */
  readonly instanceProfiles?: readonly string[];
  /** `RoleLastUsed.LastUsedDate`; undefined when never used in the tracking period, see `lastUsedKnown`. */
  readonly lastUsed?: Date;
  /** The snapshot has a `RoleLastUsed` member for this role. */
  readonly lastUsedKnown: boolean;
  /** Path `/aws-service-role/`: customers can change neither its trust nor its permissions. */
  readonly isServiceLinked: boolean;
  /** Path `/aws-reserved/` (Identity Center): managed elsewhere. */
  readonly isReserved: boolean;
  readonly lastAccessed?: AccessReport;
}

export interface AttachedPolicy {
  readonly name: string;
  readonly arn: string;
  /** The policy itself, when the snapshot carries it (else unknown, not harmless). */
  readonly policy?: AccountPolicy;
}

export interface AccountPolicy extends Entity {
  readonly kind: 'inline' | 'customer-managed' | 'aws-managed';
  readonly name: string;
  readonly arn?: string;
  /** The principal an inline policy belongs to. */
  readonly owner?: ResourceRef;
  /** The default version's document; undefined when it is missing or no policy. */
  readonly document?: Policy;
  /** Managed policies: ids and dates of all versions. */
  readonly versions?: readonly {
    readonly id: string;
    readonly isDefault: boolean;
    readonly created?: Date;
    readonly document?: Policy;
  }[];
  readonly created?: Date;
  readonly attachmentCount?: number;
  readonly boundaryUsageCount?: number;
  /** Managed policies: users, groups and roles of the snapshot that have it attached. */
  readonly attachedTo: readonly ResourceRef[];
  readonly lastAccessed?: AccessReport;
}

/** A row of the credential report. Dates undefined for N/A, no_information and not_supported; see `…Text` where it matters. */
export interface CredentialRow {
  readonly user: string;
  readonly arn: string;
  readonly created?: Date;
  /** Undefined for root rows that say `not_supported`. */
  readonly passwordEnabled: boolean | undefined;
  /** `no_information`, `N/A` or a date, as printed. */
  readonly passwordLastUsedText: string;
  readonly passwordLastUsed?: Date;
  readonly passwordLastChanged?: Date;
  readonly mfaActive: boolean;
  /** Always two: key 1 and key 2. */
  readonly keys: readonly AccessKeyRow[];
  readonly certActive: readonly boolean[];
}

export interface AccessKeyRow {
  readonly number: 1 | 2;
  readonly active: boolean;
  readonly lastRotated?: Date;
  readonly lastUsed?: Date;
  readonly lastUsedService?: string;
}

/** A service-last-accessed report. One that did not complete proves nothing. */
export interface AccessReport {
  readonly completed: boolean;
  readonly status: string;
  readonly completedAt?: Date;
  /** Has the report been made with ACTION_LEVEL granularity? `undefined`: it does not say. */
  readonly granularity: 'ACTION_LEVEL' | 'SERVICE_LEVEL' | undefined;
  /** Services behind a cut are missing. */
  readonly isCutOff?: boolean;
  readonly services: readonly ServiceAccess[];
}

export interface ServiceAccess {
  readonly namespace: string;
  readonly name: string;
  readonly lastAuthenticated?: Date;
  readonly lastAuthenticatedEntity?: string;
  readonly lastAuthenticatedRegion?: string;
  /** Undefined: null in the report, which has three meanings and so proves nothing. */
  readonly trackedActions?: readonly { readonly name: string; readonly lastAccessed?: Date }[];
}

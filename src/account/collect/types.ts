/** What collection is asked for, and what it hands back: plain data on both sides. */

export interface CollectOptions {
  readonly profile?: string;
  /** Default: what the environment and the profile say, else `us-east-1` (IAM has one endpoint for a whole partition). */
  readonly region?: string;
  readonly roleArn?: string;
  readonly externalId?: string;
  /** For every service that is called. */
  readonly endpointUrl?: string;
  readonly accessAdvisor: 'none' | 'services' | 'actions';
  /** `auto` (the default): as long as it costs few calls, see `mfa-devices.ts`. */
  readonly mfaDevices?: 'none' | 'auto' | 'all';
  /** Calls in flight at a time. */
  readonly concurrency: number;
  /** Written as `collectedAt`. */
  readonly now: Date;
  /** Regions whose Access Analyzer is read. Default: the client's own region. */
  readonly analyzerRegions?: readonly string[];
  /** Asks for a one-time code, when the profile's role demands MFA. */
  readonly mfaCode?: (serialNumber: string) => Promise<string>;
  readonly timing?: Partial<Timing>;
}

/** Milliseconds, and attempts. */
export interface Timing {
  /** First delay before a retry; doubles, with jitter. */
  readonly retryDelay: number;
  /** Attempts of a call that is throttled. Other passing failures get half of it, those without an error code a quarter. */
  readonly attempts: number;
  /** First delay before asking again whether a report or a job is ready; grows. */
  readonly pollDelay: number;
  /** Longest wait for the credential report. */
  readonly reportWait: number;
  /** Longest wait for one access advisor job. */
  readonly jobWait: number;
  readonly connectTimeout: number;
  readonly requestTimeout: number;
}

export interface Progress {
  /** Requests sent so far, retries included. */
  readonly calls: number;
  /** Access advisor jobs that have not ended, those not yet begun included. */
  readonly jobsPending: number;
}

export type OnProgress = (progress: Progress) => void;

/** Something that was not seen, whole or in part. */
export interface NotCollected {
  /** Key of the bundle. */
  readonly part: Part;
  /** The permission of the call that failed. */
  readonly permission: string;
  /** A short code: `AccessDenied`, `Throttling`, `ExpiredToken`, `EmptyAnswer`, `Cancelled`, ... */
  readonly reason: string;
  /** What is missing, when it is not the whole part: ARNs, user names or regions. */
  readonly only?: readonly string[];
}

export type Part =
  | 'authorizationDetails'
  | 'credentialReportCsv'
  | 'accountSummary'
  | 'passwordPolicy'
  | 'accessAdvisor'
  | 'organizationsFeatures'
  | 'virtualMfaDevices'
  | 'serverCertificates'
  | 'samlProviders'
  | 'openIdConnectProviders'
  | 'accountAliases'
  | 'mfaDevices'
  | 'accessAnalyzer'
  | 'organization';

/** Output of the AWS CLI: JSON values only. */
export type Printed = Readonly<Record<string, unknown>>;

/** The snapshot bundle: one account as plain AWS CLI output. A part that could not be read is absent. */
export interface Bundle {
  bundleVersion: 1;
  accountId?: string;
  collectedAt: string;
  authorizationDetails: Printed;
  credentialReportCsv?: string;
  accountSummary?: Printed;
  /** `null`: asked, there is none. */
  passwordPolicy?: Printed | null;
  accessAdvisor?: Readonly<Record<string, Printed>>;
  organizationsFeatures?: Printed;
  virtualMfaDevices?: Printed;
  serverCertificates?: Printed;
  samlProviders?: Printed;
  openIdConnectProviders?: Printed;
  accountAliases?: Printed;
  mfaDevices?: Readonly<Record<string, Printed>>;
  accessAnalyzer?: Readonly<
    Record<
      string,
      { readonly analyzers: readonly Printed[]; readonly findings: Readonly<Record<string, readonly Printed[]>> }
    >
  >;
  /** Without policies when the account is in no organization, or its policies do not hold there. */
  organization?: OrganizationPart;
  notCollected: readonly NotCollected[];
}

/** Policies level by level, from the root to the account. */
export interface OrganizationPart {
  readonly id?: string;
  readonly managementAccountId?: string;
  readonly scp?: readonly (readonly unknown[])[];
  readonly rcp?: readonly (readonly unknown[])[];
}

export interface Collected {
  readonly bundle: Bundle;
  /** Requests sent, retries included. */
  readonly calls: number;
  /** The signal was raised before everything was read. */
  readonly cancelled: boolean;
}

/** Patient enough for a busy account, short enough for a terminal. */
export const defaultTiming: Timing = {
  retryDelay: 200,
  attempts: 10,
  pollDelay: 500,
  reportWait: 180_000,
  jobWait: 300_000,
  connectTimeout: 10_000,
  requestTimeout: 60_000,
};

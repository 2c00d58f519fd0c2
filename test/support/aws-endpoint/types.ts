/** What the endpoint knows, and what it is told to do wrong: plain data. */

/** A snapshot bundle; documents may be objects. */
export interface State {
  readonly authorizationDetails: Readonly<Record<string, readonly Json[]>>;
  readonly credentialReportCsv?: string | undefined;
  readonly accountSummary?: Json;
  readonly passwordPolicy?: Json | null;
  readonly accessAdvisor?: Readonly<Record<string, Json>>;
  readonly organizationsFeatures?: Json;
  readonly virtualMfaDevices?: Json;
  readonly serverCertificates?: Json;
  readonly samlProviders?: Json;
  readonly openIdConnectProviders?: Json;
  readonly accountAliases?: Json;
  readonly mfaDevices?: Readonly<Record<string, Json>>;
  readonly accessAnalyzer?: Readonly<
    Record<
      string,
      { readonly analyzers: readonly Json[]; readonly findings: Readonly<Record<string, readonly Json[]>> }
    >
  >;
  /** Without a management account, the account is in no organization. */
  readonly organization?: {
    readonly id?: string;
    readonly managementAccountId?: string;
    readonly scp?: readonly (readonly Json[])[];
    readonly rcp?: readonly (readonly Json[])[];
  };
}

export type Json = Readonly<Record<string, unknown>>;

/** One answer that is not the right one. */
export type Fault =
  | { readonly error: string; readonly status?: number; readonly message?: string }
  | { readonly body: string; readonly contentType?: string }
  | 'reset'
  | 'hang';

export interface Faults {
  /** By operation name (`ListAccountAliases`): what the first calls get, in order; `null` is the right answer. */
  readonly first?: Readonly<Record<string, readonly (Fault | null)[]>>;
  /** By operation name: what every call gets. */
  readonly always?: Readonly<Record<string, Fault>>;
  /** What the first call of every operation gets. */
  readonly firstOfEach?: Fault;
  /** From this call on (1 is the first), every call gets `fault`. */
  readonly from?: { readonly call: number; readonly fault: Fault };
  /** By ARN or user name: what a call about it gets. */
  readonly about?: Readonly<Record<string, Fault>>;
  /** Entries of a page; never more than the request's MaxItems. */
  readonly pageSize?: number;
  /** By operation name: each page but the first names the same marker again. */
  readonly repeatMarker?: readonly string[];
  /** Policy documents as plain JSON text instead of URL-encoded. */
  readonly plainDocuments?: boolean;
  /** States that GenerateCredentialReport gives before `COMPLETE`; `'never'`: it stays INPROGRESS. */
  readonly reportStates?: readonly string[] | 'never';
  /** How often a job is IN_PROGRESS before it ends; `'never'`: it stays so. */
  readonly jobPolls?: number | 'never';
  /** Milliseconds before each answer. */
  readonly delay?: number;
}

/** A call as it came in. */
export interface Call {
  readonly operation: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** From the signature. */
  readonly region: string;
}

export interface Endpoint {
  readonly url: string;
  readonly calls: readonly Call[];
  /** The most calls that were open at the same time. */
  readonly mostOpen: () => number;
  close(): Promise<void>;
}

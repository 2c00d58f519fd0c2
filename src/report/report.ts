/** What a reporter gets, and what it is: a pure function to text. It never sees a policy, a rule's body or the AWS SDK. */
import type { Finding, Location, ResourceRef } from '../finding.ts';
import type { Suggestions } from '../suggest/model.ts';

export interface Report {
  /** What made it, where that is not lint or scan: reports of different commands must not replace each other. */
  readonly command?: 'check';
  readonly tool: { readonly name: string; readonly version: string; readonly catalog: string };
  /** Sorted by file or resource, line, column, rule. Suppressed ones are not among them. */
  readonly findings: readonly Finding[];
  readonly policies: readonly {
    readonly file?: string;
    readonly policyType: string;
    readonly resource?: ResourceRef;
    readonly pointer: string;
  }[];
  readonly skipped: readonly Skipped[];
  readonly suppressed: readonly Suppressed[];
  readonly summary: Summary;
  /** By id, the rules that findings name. */
  readonly rules: ReadonlyMap<string, ReportedRule>;
  /** The account that was scanned; absent in lint. */
  readonly account?: {
    readonly id?: string;
    readonly alias?: string;
    readonly collectedAt?: string;
    readonly notCollected: readonly string[];
    /** Parts that were there, by name. */
    readonly collected?: readonly string[];
    /** What is known of the root user; a member that is absent is not known. */
    readonly root?: { readonly accessKey?: boolean; readonly mfa?: boolean; readonly lastUsed?: string };
  };
  /** Granted services against used ones, those with the most unused first; absent without access advisor reports. */
  readonly access?: readonly PrincipalUse[];
  /** Users, groups and roles with what they can do; a function, for it costs more than most formats need. */
  readonly principals?: () => readonly PrincipalPower[];
  /** What `--suggest` asked for. */
  readonly suggestions?: Suggestions;
  /** The framework that `--compliance` named. */
  readonly compliance?: Compliance;
  /** Line `line` (from 1) of a file that was read, for showing the source; undefined when it is not known. */
  readonly sourceLine: (location: Location) => string | undefined;
  /** The policy a finding of an account stands in, written out; undefined when it stands in none. */
  readonly excerptOf?: (location: Location) => PolicyExcerpt | undefined;
}

export interface Suppressed {
  readonly finding: Finding;
  readonly reason: string;
  /** By a comment or member of the file itself rather than by configuration. */
  readonly isInFile?: boolean;
}

/** A policy as indented JSON, with offsets into it. */
export interface PolicyExcerpt {
  readonly text: string;
  /** The statement the finding is about. */
  readonly statement?: readonly [number, number];
  /** What is wrong in it, when that is less than the statement. */
  readonly value?: readonly [number, number];
}

/** What a user, group or role can do by its policies, within its boundary and the organization's policies. */
export interface PrincipalPower {
  readonly principal: ResourceRef;
  /** `none`: its policies allow nothing. */
  readonly level: 'administrator' | 'limited' | 'none';
  /** An administrator only for callers that meet a condition, such as MFA. */
  readonly isGated: boolean;
  /** Services of which every action is allowed on every resource. */
  readonly whole: readonly string[];
  /** All services of which something is allowed, the whole ones among them; `*` when patterns name no service. */
  readonly services: readonly string[];
  /** Policies that were not seen: they may allow more. */
  readonly unknown: readonly string[];
  readonly boundary?: string;
  /** Of a user. */
  readonly groups?: readonly string[];
  /** Of a role: whom its trust policy names. */
  readonly trusted?: readonly string[];
  /** ISO time; `never` when that is known. */
  readonly lastUsed?: string;
}

/** What one user, group or role is granted and uses, in services. */
export interface PrincipalUse {
  readonly principal: ResourceRef;
  readonly granted: number;
  readonly used: number;
  /** Namespaces. */
  readonly unused: readonly string[];
  /** ISO time of the last use of any. */
  readonly lastUsed?: string;
}

/** What became of a framework's requirements. */
export interface Compliance {
  readonly name: string;
  readonly title: string;
  readonly requirements: readonly Requirement[];
}

export interface Requirement {
  readonly id: string;
  /** `not-judged` when something it needs was not seen, `not-covered` when no rule answers it: neither is a pass. */
  readonly status: 'pass' | 'fail' | 'not-judged' | 'not-covered';
  readonly rules: readonly string[];
  /** Suppressed ones are among them. */
  readonly findings: number;
  /** Why it was not judged or is not covered. */
  readonly reasons: readonly string[];
}

export interface Skipped {
  readonly ruleId?: string;
  readonly file?: string;
  readonly reason: string;
}

export interface Summary {
  readonly error: number;
  readonly security: number;
  readonly warning: number;
  readonly suggestion: number;
  readonly files: number;
  readonly policies: number;
  readonly users: number;
  readonly groups: number;
  readonly roles: number;
}

/** What reports tell of a rule. */
export interface ReportedRule {
  readonly id: string;
  readonly severity: string;
  readonly securitySeverity?: number;
  readonly precision?: string;
  readonly summary: string;
  readonly why: string;
  readonly remedy: string;
  readonly docs: string;
  readonly references: Readonly<Record<string, readonly string[] | undefined>>;
  readonly subject: string;
}

export interface ReportStyle {
  /** Columns of the terminal; 80 when unknown. */
  readonly width: number;
  readonly color: boolean;
}

export type Reporter = (report: Report, style: ReportStyle) => string;

/** Gives the text in pieces, for reports that may be too long for one. */
export type PieceReporter = (report: Report, style: ReportStyle) => Iterable<string>;

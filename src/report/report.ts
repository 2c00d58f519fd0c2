/** What a reporter gets, and what it is: a pure function to text. It never sees a policy, a rule's body or the AWS SDK. */
import type { Finding, Location, ResourceRef } from '../finding.ts';

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
  readonly suppressed: readonly { readonly finding: Finding; readonly reason: string }[];
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
  /** The framework that `--compliance` named. */
  readonly compliance?: Compliance;
  /** Line `line` (from 1) of a file that was read, for showing the source; undefined when it is not known. */
  readonly sourceLine: (location: Location) => string | undefined;
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

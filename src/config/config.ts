/** The configuration after validation: what the rest of the program reads. */
import type { Location, Severity } from '../finding.ts';
import type { PolicyType } from '../policy/model.ts';
import type { ForbiddenAccess } from '../semantics/forbidden.ts';

export const failLevels = ['error', 'security', 'warning', 'suggestion', 'never'] as const;

/** The lowest severity that ends the run with status 1. */
export type FailLevel = (typeof failLevels)[number];

export interface Config {
  /** Absent when there is no configuration file. */
  readonly place?: ConfigPlace;
  readonly rules: RuleSettings;
  readonly failOn?: FailLevel;
  readonly maxWarnings?: number;
  readonly ignore?: FileGlobs;
  readonly policyTypes: readonly PolicyTypeSetting[];
  readonly overrides: readonly Override[];
  readonly suppressions: readonly Suppression[];
  /** What no policy may allow; the rule forbidden-access looks for it. */
  readonly forbidden: readonly ForbiddenAccess[];
  /** As written: relative to the configuration's folder. */
  readonly baseline?: string;
}

/** Where a configuration stands. Paths have `/` on every platform. */
export interface ConfigPlace {
  /** For people and for findings: relative to the working directory, absolute outside it. */
  readonly file: string;
  /** Absolute folder of the file: its globs start there. */
  readonly dir: string;
  /** Absolute working directory: relative paths of findings start there. */
  readonly cwd: string;
  /** Where a value stands in the file; nothing for a JavaScript configuration. */
  readonly locate?: (pointer: string) => Omit<Location, 'file' | 'pointer'> | undefined;
}

export interface FileGlobs {
  readonly patterns: readonly string[];
  /** Takes a path as findings carry it: relative to the working directory, or absolute. */
  readonly matches: (file: string) => boolean;
}

export interface RuleSetting {
  /** `on`: with the rule's own severity. */
  readonly state: 'off' | 'on' | Severity;
  /** Only what was written; the rule's defaults fill in the rest. Absent: as set before. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/** By rule id. */
export type RuleSettings = ReadonlyMap<string, RuleSetting>;

export interface Override {
  readonly files: FileGlobs;
  readonly rules: RuleSettings;
}

export interface PolicyTypeSetting {
  readonly files: FileGlobs;
  readonly type: PolicyType;
  readonly resourceType?: string;
}

export interface SuppressionTarget {
  readonly ruleId: string;
  /** Only findings about this escalation path. */
  readonly pathId?: string;
}

export interface Suppression {
  /** RFC 6901 pointer of the entry in the configuration. */
  readonly at: string;
  /** The names as written, for messages. */
  readonly names: readonly string[];
  readonly targets: readonly SuppressionTarget[];
  readonly files?: FileGlobs;
  /** A finding at this pointer or below it. */
  readonly pointer?: string;
  /** Sid of the statement; `*` and `?` are wildcards. */
  readonly sid?: string;
  /** ARN (or, for a finding without one, the name) of the resource; `*` and `?` are wildcards. */
  readonly resource?: string;
  /** Id of an escalation path. */
  readonly path?: string;
  readonly reason: string;
  /** `YYYY-MM-DD`, the last day on which it holds (UTC). */
  readonly expires?: string;
}

/** The configuration of a run that has no configuration file. */
export const emptyConfig: Config = {
  rules: new Map(),
  policyTypes: [],
  overrides: [],
  suppressions: [],
  forbidden: [],
};

/** Whether the configuration keeps this file or folder out of the run. */
export function isIgnored(config: Config, file: string): boolean {
  return config.ignore?.matches(file) === true;
}

/** The policy type that the configuration sets for a file; the last entry that matches wins. */
export function policyTypeOf(config: Config, file: string): PolicyTypeSetting | undefined {
  return config.policyTypes.findLast(({ files }) => files.matches(file));
}

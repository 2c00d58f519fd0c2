/** The library: what `import ... from 'iam-audit'` gives. Everything else is internal. */
import { provideGraph } from './escalation/graph/provide.ts';
import type { Account } from './account/model.ts';
import { readSnapshot, type SnapshotParts } from './account/snapshot.ts';
import { openCatalog } from './catalog/iam-data.ts';
import { defaultRules } from './default-rules.ts';
import { newOutcome, prepare } from './engine.ts';
import { sortFindings } from './engine-report.ts';
import type { Finding, Location } from './finding.ts';
import { lintFile } from './lint-file.ts';
import type { PolicyType } from './policy/model.ts';

export type { Catalog } from './catalog/catalog.ts';
export type { Finding, Fix, Location, ResourceRef, Severity, TextEdit } from './finding.ts';
export type { Policy, PolicyType } from './policy/model.ts';
export type { Rule, RuleMeta } from './rule.ts';
export { prepareReaders } from './document/readers.ts';
export { InputError, UsageError } from './errors.ts';
export { openCatalog } from './catalog/iam-data.ts';
export { knownRules as rules } from './known-rules.ts';
export {
  accessOf,
  contains,
  grantsEverything,
  intersect,
  isEmpty,
  isEquivalent,
  isSubset,
  sample,
  subtract,
  type AccessSet,
  type Answer,
  type EverythingOptions,
  type Policies,
} from './semantics/access.ts';
export { compilePolicy, type CompiledPolicy, type CompileOptions } from './semantics/compile.ts';
export {
  checkAccessNotGranted,
  checkNoNewAccess,
  checkNoPublicAccess,
  type Access,
  type CheckOptions,
  type CheckResult,
} from './semantics/compare/checks.ts';
export type { Witness } from './semantics/compare/witness.ts';
export { mayAct, type IdentitySets, type MayActOptions, type Possibility } from './semantics/effective.ts';
export { readCompiled, readPolicy, type ReadOptions } from './semantics/read-policy.ts';
export type { AccessRequest } from './semantics/request.ts';
export { simulate, type Decision, type Facts, type Outcome, type PolicySets } from './semantics/simulate.ts';

export interface LintOptions {
  /**
   * Name for findings, and its ending tells the format. Default `policy.json`. For other endings than `.json` and `.jsonc`
   * await `prepareReaders([file])` before.
   */
  readonly file?: string;
  readonly policyType?: PolicyType;
  /** CloudFormation type, e.g. `AWS::S3::Bucket`. */
  readonly resourceType?: string;
  /** A folder of newer service data. */
  readonly catalog?: string;
  readonly now: Date;
}

export interface Result {
  readonly findings: readonly Finding[];
  /** Rules that could not judge, with the reason. */
  readonly skipped: readonly { readonly ruleId: string; readonly reason: string }[];
}

export interface LintResult extends Result {
  /** Policies that are there and could not be read, e.g. given by a parameter of a template. */
  readonly unread: readonly { readonly message: string; readonly location: Location }[];
}

/** Lints the text of one file. Throws only when a rule is broken. */
export function lint(text: string, options: LintOptions): LintResult {
  const outcome = newOutcome();
  const runner = prepare(defaultRules(), { catalog: openCatalog(options.catalog), now: options.now }, outcome);
  const { file = 'policy.json', policyType, resourceType } = options;
  const input = { path: file, bytes: new TextEncoder().encode(text), named: true, policyType, resourceType };
  const { unread = [] } = lintFile(input, runner);
  return { ...finish(outcome), unread };
}

export interface ScanOptions {
  readonly catalog?: string;
  /** Default: the snapshot's `collectedAt`. */
  readonly now?: Date;
}

/** Runs every rule on a snapshot (see the README for its format). Throws InputError when it is none. */
export function scan(snapshot: SnapshotParts, options: ScanOptions = {}): Result {
  const account: Account = readSnapshot(snapshot);
  const now = options.now ?? account.collectedAt;
  if (!now) throw new RangeError('The snapshot does not say when it was collected; pass options.now.');
  const outcome = newOutcome();
  provideGraph();
  prepare(defaultRules(), { catalog: openCatalog(options.catalog), now, account }, outcome).account(account);
  return finish(outcome);
}

function finish({ findings, skipped, crashes }: ReturnType<typeof newOutcome>): Result {
  for (const [id, error] of crashes) throw new Error(`The rule ${id} failed.`, { cause: error });
  return { findings: sortFindings(findings), skipped };
}

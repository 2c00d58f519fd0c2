/** Findings that somebody has judged and accepted, with a reason; and entries of which nothing is left. */
import type { Finding, Location } from '../finding.ts';
import { compilePattern, matches, type Pattern } from '../policy/pattern.ts';
import type { Problem } from '../rule.ts';
import type { Config, Suppression, SuppressionTarget } from './config.ts';

export interface SuppressionInput {
  readonly now: Date;
  /** Sid of the statement that a finding stands in. */
  readonly sidOf?: (finding: Finding) => string | undefined;
  /** What this run looked at; absent: everything the configuration is about. */
  readonly judged?: Judged;
}

/** An entry is called unused only if the run could have used it: half of a project says nothing of the other half. */
export interface Judged {
  /** As findings name them. */
  readonly files: readonly string[];
  /** Ids of the rules that ran. */
  readonly rules: ReadonlySet<string>;
  /** Everything was looked at, not only some files by name: entries without `files` can be judged too. */
  readonly isComplete: boolean;
}

export interface SuppressionResult {
  readonly kept: readonly Finding[];
  readonly suppressed: readonly { readonly finding: Finding; readonly reason: string }[];
  readonly unused: readonly Suppression[];
  /** They suppress nothing any more. */
  readonly expired: readonly Suppression[];
}

/** Takes suppressed findings out; the first entry that matches gives the reason, all that match count as used. */
export function applySuppressions(
  findings: readonly Finding[],
  config: Config,
  input: SuppressionInput,
): SuppressionResult {
  const expired = config.suppressions.filter((entry) => isExpired(entry, input.now));
  const byRule = indexByRule(config.suppressions.filter((entry) => !expired.includes(entry)));
  const used = new Set<Suppression>();
  const kept: Finding[] = [];
  const suppressed: { finding: Finding; reason: string }[] = [];
  for (const finding of findings) {
    const fitting = (byRule.get(finding.ruleId) ?? []).filter((entry) => covers(entry, finding, input.sidOf));
    for (const { suppression } of fitting) used.add(suppression);
    const [first] = fitting;
    if (first) suppressed.push({ finding, reason: first.suppression.reason });
    else kept.push(finding);
  }
  const unused = config.suppressions.filter(
    (entry) => !used.has(entry) && !expired.includes(entry) && couldBeUsed(entry, input.judged),
  );
  return { kept, suppressed, unused, expired };
}

/** It holds until the end of its last day, UTC. */
function isExpired({ expires }: Suppression, now: Date): boolean {
  return expires !== undefined && now.toISOString().slice(0, 10) > expires;
}

interface Entry {
  readonly suppression: Suppression;
  readonly target: SuppressionTarget;
  readonly sid: Pattern | undefined;
  readonly resource: Pattern | undefined;
}

function indexByRule(suppressions: readonly Suppression[]): ReadonlyMap<string, readonly Entry[]> {
  const byRule = new Map<string, Entry[]>();
  for (const suppression of suppressions) {
    const sid = suppression.sid === undefined ? undefined : compilePattern(suppression.sid);
    const resource = suppression.resource === undefined ? undefined : compilePattern(suppression.resource);
    for (const target of suppression.targets) {
      const entries = byRule.get(target.ruleId) ?? [];
      entries.push({ suppression, target, sid, resource });
      byRule.set(target.ruleId, entries);
    }
  }
  return byRule;
}

function covers(entry: Entry, finding: Finding, sidOf: SuppressionInput['sidOf']): boolean {
  const { suppression, target } = entry;
  return (
    coversFile(suppression, finding.location) &&
    coversResource(entry, finding) &&
    coversSid(entry, finding, sidOf) &&
    coversPath(suppression.path ?? target.pathId, suppression.path !== undefined, finding)
  );
}

function coversFile({ files, pointer }: Suppression, location: Location): boolean {
  if (files && (location.file === undefined || !files.matches(location.file))) return false;
  if (pointer === undefined) return true;
  return location.pointer !== undefined && (location.pointer === pointer || location.pointer.startsWith(`${pointer}/`));
}

function coversResource({ resource }: Entry, { resource: found }: Finding): boolean {
  if (!resource) return true;
  return found !== undefined && matches(resource, found.arn ?? found.name);
}

function coversSid({ sid }: Entry, finding: Finding, sidOf: SuppressionInput['sidOf']): boolean {
  if (!sid) return true;
  const found = sidOf?.(finding);
  return found !== undefined && matches(sid, found);
}

/** A rule all of whose findings mean one path does not say so in each of them. */
function coversPath(wanted: string | undefined, isDemanded: boolean, { evidence, ruleId }: Finding): boolean {
  if (wanted === undefined) return true;
  const path = evidence?.['path'];
  const id = typeof path === 'object' && path !== null && 'id' in path ? path.id : undefined;
  return id === undefined ? !isDemanded && ruleId !== 'privilege-escalation' : id === wanted;
}

function couldBeUsed({ targets, files }: Suppression, judged: Judged | undefined): boolean {
  if (!judged) return true;
  if (!targets.some(({ ruleId }) => judged.rules.has(ruleId))) return false;
  return files ? judged.isComplete || judged.files.some((file) => files.matches(file)) : judged.isComplete;
}

/** Unused and expired entries as problems of the rule `unused-suppression`, in the order of the configuration. */
export function suppressionProblems(
  config: Config,
  { unused, expired }: Pick<SuppressionResult, 'unused' | 'expired'>,
): readonly Problem<'unused' | 'expired'>[] {
  const { place } = config;
  if (!place) return [];
  return config.suppressions.flatMap((entry): Problem<'unused' | 'expired'>[] => {
    const message = unused.includes(entry) ? 'unused' : expired.includes(entry) ? 'expired' : undefined;
    if (!message) return [];
    const location = { file: place.file, ...place.locate?.(entry.at), pointer: entry.at };
    return [{ at: { location }, message, data: { rules: entry.names, expires: entry.expires ?? '' } }];
  });
}

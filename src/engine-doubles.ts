/** One statement or attachment of an account that two rules see with one meaning gives one finding: that of the rule that says more. */
import type { ActiveRule, Outcome } from './engine.ts';
import { severities, type Finding } from './finding.ts';

/**
 * Takes out, from `start` on, what a finding at the same statement says already, unless it is graded higher. The finding
 * that stays names the rules in its evidence.
 */
export function foldDoubles({ findings }: Outcome, start: number, rules: readonly ActiveRule[]): void {
  const covers = new Map(
    rules.flatMap(({ rule: { meta } }) => (meta.supersedes ? [[meta.id, isCoveredBy(meta.supersedes)] as const] : [])),
  );
  if (covers.size === 0) return;
  const fresh = findings.splice(start);
  const covering = new Map<string, Finding[]>();
  for (const finding of fresh) {
    if (!covers.has(finding.ruleId)) continue;
    const key = statementOf(finding);
    covering.set(key, [...(covering.get(key) ?? []), finding]);
  }
  const folded = new Map<Finding, Set<string>>();
  const kept = fresh.filter((finding) => {
    const by = covering
      .get(statementOf(finding))
      ?.find((other) => covers.get(other.ruleId)?.(finding.ruleId) && isNoLess(other, finding));
    if (!by) return true;
    folded.set(by, (folded.get(by) ?? new Set()).add(finding.ruleId));
    return false;
  });
  for (const finding of kept) {
    const also = folded.get(finding);
    findings.push(also ? { ...finding, evidence: { ...finding.evidence, alsoFound: [...also].sort() } } : finding);
  }
}

/** Ids, or their beginnings before a `*`. */
function isCoveredBy(patterns: readonly string[]): (id: string) => boolean {
  return (id) => patterns.some((one) => (one.endsWith('*') ? id.startsWith(one.slice(0, -1)) : id === one));
}

function isNoLess(one: Finding, other: Finding): boolean {
  return severities.indexOf(one.severity) <= severities.indexOf(other.severity);
}

/** `Statement` is a list, or the statement itself. What is about a user, group or role as such stands in no statement. */
function statementOf({ location: { file = '', pointer = '' }, resource, fingerprint }: Finding): string {
  const statement = /^.*?\/Statement(?:\/\d+)?(?=\/|$)/.exec(pointer)?.[0] ?? '';
  return resource ? JSON.stringify([file, resource.type, resource.arn ?? resource.name, statement]) : fingerprint;
}

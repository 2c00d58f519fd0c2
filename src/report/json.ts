/** `--format json`: the contract other programs read (see the README, "JSON"). */
import type { Finding } from '../finding.ts';
import { jsonText } from './json-text.ts';
import { risksOf } from './risks.ts';
import type { Compliance, Reporter, Requirement } from './report.ts';
import { suggestionMembers } from './suggest-json.ts';

/** Everything the report knows, as version 1 of the contract. */
export const json: Reporter = ({
  tool,
  findings,
  policies,
  skipped,
  suppressed,
  summary,
  account,
  access,
  suggestions,
  compliance,
}) =>
  jsonText({
    version: 1,
    tool: { name: tool.name, version: tool.version, catalog: tool.catalog },
    findings: findings.map(findingObject),
    policies: policies.map(({ file, policyType, resource, pointer }) => ({ file, policyType, resource, pointer })),
    skipped: skipped.map(({ ruleId, file, reason }) => ({ ruleId, file, reason })),
    suppressed: suppressed.map(({ finding, reason }) => ({ ...findingObject(finding), reason })),
    summary,
    account,
    risks: account && risksOf(findings),
    access,
    ...(suggestions && suggestionMembers(suggestions)),
    compliance: compliance && { ...compliance, summary: countByStatus(compliance) },
  });

/** A finding as JSON has it: `evidence` is always there. */
export function findingObject(finding: Finding): Record<string, unknown> {
  const { ruleId, messageId, message, severity, location, resource, evidence, related, fix, suggestions, fingerprint } =
    finding;
  return {
    ruleId,
    messageId,
    message,
    severity,
    location,
    resource,
    evidence: evidence ?? {},
    related,
    fix,
    suggestions,
    fingerprint,
  };
}

function countByStatus({ requirements }: Compliance): Readonly<Record<Requirement['status'], number>> {
  const counts = { pass: 0, fail: 0, 'not-judged': 0, 'not-covered': 0 };
  for (const { status } of requirements) counts[status]++;
  return counts;
}

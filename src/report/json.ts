/** `--format json`: the contract other programs read (see the README, "JSON"). */
import type { Finding } from '../finding.ts';
import { jsonPieces, type LongList } from './json-text.ts';
import { risksOf } from './risks.ts';
import type { Compliance, PieceReporter, Reporter, Requirement } from './report.ts';
import { suggestionMembers } from './suggest-json.ts';

/** Everything the report knows, as version 1 of the contract. */
export const json: Reporter = (report, style) => [...jsonInPieces(report, style)].join('');

/** The same, piece by piece: the report of a large account takes more memory as text than all else. */
export const jsonInPieces: PieceReporter = ({
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
  jsonPieces(
    {
      version: 1,
      tool: { name: tool.name, version: tool.version, catalog: tool.catalog },
      findings: [],
      policies: [],
      skipped: skipped.map(({ ruleId, file, reason }) => ({ ruleId, file, reason })),
      suppressed: [],
      summary,
      account,
      risks: account && risksOf(findings),
      access: access && [],
      ...(suggestions && suggestionMembers(suggestions)),
      compliance: compliance && { ...compliance, summary: countByStatus(compliance) },
    },
    {
      findings: mapped(findings, findingObject),
      policies: mapped(policies, ({ file, policyType, resource, pointer }) => ({
        file,
        policyType,
        resource,
        pointer,
      })),
      suppressed: mapped(suppressed, ({ finding, reason }) => ({ ...findingObject(finding), reason })),
      ...(access && { access: mapped(access, (one) => one) }),
    },
  );

/** Each item is made when its piece is written. */
function mapped<Item>(items: readonly Item[], make: (item: Item) => unknown): LongList {
  return { length: items.length, slice: (start, end) => items.slice(start, end).map(make) };
}

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

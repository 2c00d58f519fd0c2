/** `--format sarif`: SARIF 2.1.0 as GitHub code scanning reads it (docs.github.com, "SARIF support for code scanning"). */
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Finding } from '../finding.ts';
import { inChunks } from './chunks.ts';
import { jsonAround } from './json-text.ts';
import { worstFirst } from './order.ts';
import type { PieceReporter, Report, Reporter } from './report.ts';
import { cutText, type SarifObject } from './sarif-place.ts';
import { sarifResult } from './sarif-result.ts';
import { sarifRule } from './sarif-rule.ts';
import { countFindings, explainNotCollected } from './summary.ts';

const home = 'https://github.com/iam-audit/iam-audit';
/** GitHub refuses a run with more results, and a file that is larger when compressed. */
const mostResults = 25_000;
const mostBytes = 10_000_000;

/** One run with every rule that findings name. When GitHub's limits are exceeded the worst are kept, and the run says so. */
export const sarif: Reporter = (report, style) => [...sarifInPieces(report, style)].join('');

/** The same, piece by piece. */
export const sarifInPieces: PieceReporter = (report) => {
  let most = mostResults;
  for (;;) {
    const packed = pack(logOf(report, most), most < 100 ? Infinity : mostBytes);
    if (packed) return unpack(packed);
    most = Math.floor(Math.min(most, report.findings.length + report.suppressed.length) / 2);
  }
};

/** The text compressed chunk by chunk, which is as small as it would be as a whole; undefined when that is too much. */
function pack(text: Iterable<string>, most: number): readonly Uint8Array[] | undefined {
  const packed: Uint8Array[] = [];
  let size = 0;
  for (const chunk of inChunks(text)) {
    const bytes = gzipSync(chunk);
    packed.push(bytes);
    size += bytes.length;
    if (size >= most) return undefined;
  }
  return packed;
}

function* unpack(packed: readonly Uint8Array[]): Iterable<string> {
  for (const bytes of packed) yield gunzipSync(bytes).toString('utf8');
}

function logOf(report: Report, most: number): Iterable<string> {
  const { findings, suppressed, account, tool } = report;
  const kept = findings.length > most ? worstFirst(report).slice(0, most) : findings;
  const keptSuppressed = suppressed.slice(0, most - kept.length);
  const left = findings.length + suppressed.length - kept.length - keptSuppressed.length;
  const ruleIds = [...new Set([...kept, ...keptSuppressed.map(({ finding }) => finding)].map(({ ruleId }) => ruleId))];
  const ruleIndex = new Map(ruleIds.map((id, at) => [id, at]));
  const result = (finding: Finding, suppressions?: readonly SarifObject[]): SarifObject =>
    sarifResult(finding, { ruleIndex: ruleIndex.get(finding.ruleId) ?? -1, account, suppressions });
  // SARIF 3.27.23: when one result has suppressions, all must have the property.
  const none = keptSuppressed.length > 0 ? [] : undefined;
  const run = {
    tool: {
      driver: {
        name: tool.name,
        version: tool.version,
        semanticVersion: tool.version,
        informationUri: home,
        rules: ruleIds.map((id) => sarifRule(id, report.rules.get(id))),
      },
    },
    automationDetails: {
      id: account
        ? `iam-audit/scan/${encodeURIComponent((account.id ?? 'unknown').replace(/\p{Cs}/gu, '\ufffd'))}/`
        : `iam-audit/${report.command ?? 'lint'}/`,
    },
    columnKind: 'utf16CodeUnits',
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: notifications(report, left, ruleIndex) }],
    results: [],
    properties: { catalog: tool.catalog, summary: countFindings(report.summary) },
  };
  const results = {
    length: kept.length + keptSuppressed.length,
    slice: (start: number, end: number) => [
      ...kept.slice(start, end).map((finding) => result(finding, none)),
      ...keptSuppressed
        .slice(Math.max(0, start - kept.length), Math.max(0, end - kept.length))
        .map(({ finding, reason, isInFile }) =>
          result(finding, [{ kind: isInFile ? 'inSource' : 'external', justification: cutText(reason) }]),
        ),
    ],
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return jsonAround(log, 'results', results);
}

function notifications(
  { skipped, account }: Report,
  left: number,
  ruleIndex: ReadonlyMap<string, number>,
): readonly SarifObject[] {
  const missing = explainNotCollected(account);
  const notJudged = skipped.map(({ ruleId, file, reason }) => {
    const index = ruleId === undefined ? undefined : ruleIndex.get(ruleId);
    const name = [ruleId, file].filter((part) => part !== undefined).join(' in ');
    return {
      level: 'warning',
      message: { text: cutText(`Not judged: ${name}${name === '' ? '' : ': '}${reason}`) },
      ...(ruleId !== undefined && index !== undefined && { associatedRule: { id: ruleId, index } }),
    };
  });
  return [
    ...(left > 0
      ? [
          {
            level: 'warning',
            message: { text: `${left} of the less severe results are left out: GitHub accepts no more.` },
          },
        ]
      : []),
    ...(missing === undefined ? [] : [{ level: 'warning', message: { text: cutText(missing) } }]),
    ...notJudged,
  ];
}

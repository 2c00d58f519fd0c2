/** `--format oneline`: one finding a line, for grep, editors and problem matchers. */
import { harmless, printable } from './harmless.ts';
import type { Finding } from '../finding.ts';
import type { Reporter } from './report.ts';
import { explainNotJudged } from './summary.ts';
import { describeWhere } from './where.ts';

/** `file:line:column: severity: message [rule-id]`, then what could not be judged. */
export const oneline: Reporter = (report) =>
  printable([...report.findings.map(onelineOf), ...explainNotJudged(report).map((line) => `not judged: ${line}`)]);

/** One finding in one harmless line. */
export function onelineOf(finding: Finding): string {
  return `${describeWhere(finding)}: ${finding.severity}: ${harmless(finding.message)} [${harmless(finding.ruleId)}]`;
}

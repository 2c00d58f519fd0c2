/** `diff --format text`: for a terminal. */
import { painter, severityTints, type Paint } from './color.ts';
import {
  countDiff,
  describeChanges,
  diffSections,
  type DiffItem,
  type DiffReport,
  type DiffSide,
} from './diff-report.ts';
import { harmless, printable } from './harmless.ts';
import type { ReportStyle } from './report.ts';
import { explainNotJudged } from './summary.ts';
import { describeWhere } from './where.ts';

/** Both snapshots, the findings that are not in both, the changes of the account, the counts. */
export function diffText(report: DiffReport, { color }: Pick<ReportStyle, 'color'>): string {
  const paint = painter(color);
  const changes = describeChanges(report.changes).map(({ sign, text }) => `  ${sign} ${harmless(text)}`);
  return printable([
    sideLine('Old', report.old),
    sideLine('New', report.now),
    '',
    ...diffSections(report).flatMap(({ title, items }) => [
      paint('bold', `${title} (${items.length})`),
      ...items.flatMap((item) => itemLines(item, paint)),
      '',
    ]),
    ...block(paint('bold', `Changes in the account (${changes.length})`), changes),
    ...block(
      paint('bold', 'Not judged in OLD'),
      explainNotJudged(report.old).map((line) => `  - ${line}`),
    ),
    ...block(
      paint('bold', 'Not judged in NEW'),
      explainNotJudged(report.now).map((line) => `  - ${line}`),
    ),
    countDiff(report),
  ]);
}

function sideLine(name: string, { file, account, suppressed }: DiffSide): string {
  const collected = account.collectedAt === undefined ? '' : `, collected ${harmless(account.collectedAt)}`;
  const hidden = suppressed > 0 ? `, ${suppressed} suppressed` : '';
  return `${name}: ${harmless(file, 4096)}, account ${harmless(account.id ?? 'unknown')}${collected}${hidden}`;
}

function itemLines({ finding, reason }: DiffItem, paint: Paint): readonly string[] {
  const { severity, ruleId, message } = finding;
  return [
    `  ${paint(severityTints[severity], severity)}  ${describeWhere(finding)}  ${harmless(ruleId)}`,
    `    ${harmless(message)}`,
    ...(reason === undefined ? [] : [`    ${harmless(reason)}`]),
  ];
}

function block(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines, ''];
}

/** `diff --format markdown`: for a comment or a job summary. */
import {
  countDiff,
  describeChanges,
  diffSections,
  type DiffItem,
  type DiffReport,
  type DiffSide,
} from './diff-report.ts';
import { printable } from './harmless.ts';
import { markdownCode, markdownDetails, markdownText } from './markdown-text.ts';
import { explainNotJudged } from './summary.ts';
import { describeWhere } from './where.ts';

/** More rows than this are left out and counted: GitHub refuses comments of more than 65,536 characters. */
const mostRows = 100;

/** Both snapshots, tables of the findings that are not in both, the changes of the account. */
export function diffMarkdown(report: DiffReport): string {
  const changes = describeChanges(report.changes).map(
    ({ sign, text }) => `- ${markdownCode(sign)} ${markdownText(text)}`,
  );
  return printable([
    '<!-- iam-audit diff -->',
    `## iam-audit diff: ${countDiff(report)}`,
    '',
    sideLine('Old', report.old),
    sideLine('New', report.now),
    '',
    ...diffSections(report).flatMap(({ title, items }) => [`### ${title}`, '', ...tableOf(items), '']),
    ...(changes.length > 0 ? ['### Changes in the account', '', ...cut(changes, '- '), ''] : []),
    ...markdownDetails('Not judged in OLD', cut(notJudged(report.old), '- ')),
    ...markdownDetails('Not judged in NEW', cut(notJudged(report.now), '- ')),
  ]);
}

function sideLine(name: string, { file, account }: DiffSide): string {
  const collected = account.collectedAt === undefined ? '' : `, collected ${markdownText(account.collectedAt)}`;
  return `- ${name}: ${markdownCode(file)}, account ${markdownCode(account.id ?? 'unknown')}${collected}`;
}

function notJudged(side: DiffSide): readonly string[] {
  return explainNotJudged(side).map((line) => `- ${markdownText(line)}`);
}

function tableOf(items: readonly DiffItem[]): readonly string[] {
  const rows = items.map(({ finding, reason }) => {
    const { severity, message, ruleId } = finding;
    const text = reason === undefined ? message : `${message} (${reason})`;
    return `| ${severity} | ${markdownCode(describeWhere(finding))} | ${markdownText(text)} | ${markdownCode(ruleId)} |`;
  });
  return ['| Severity | Where | Finding | Rule |', '| --- | --- | --- | --- |', ...cut(rows, '')];
}

function cut(rows: readonly string[], mark: string): readonly string[] {
  if (rows.length <= mostRows) return rows;
  return [...rows.slice(0, mostRows), ...(mark === '' ? [''] : []), `${mark}and ${rows.length - mostRows} more`];
}

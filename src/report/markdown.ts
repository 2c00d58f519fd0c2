/** `--format markdown`: a comment on a pull request, or a job summary. */
import type { Finding } from '../finding.ts';
import { describeRisks, describeRoot, describeSeen } from './account-text.ts';
import { describeStep, stepsOf } from './chain.ts';
import { countRequirements, explainRequirement, nameStatus } from './compliance-text.ts';
import { printable } from './harmless.ts';
import { markdownCode, markdownDetails, markdownText } from './markdown-text.ts';
import { worstFirst } from './order.ts';
import type { Report, Reporter } from './report.ts';
import { countFindings, explainNotJudged, plural, summarize } from './summary.ts';
import { describeResource, describeWhere } from './where.ts';

/** GitHub refuses comments of more than 65,536 characters; some room is left for the other parts. */
const roomForFindings = 30_000;
const roomForChains = 8_000;
const roomForRules = 11_000;
const roomForAccess = 5_000;
/** What of it is left when tightened policies follow in the same comment. */
const shareBesideSuggestions = 0.3;
/** Rows shown without unfolding. */
const openRows = 15;

/** A table of findings, worst first, then folded parts: remedies, and what was not judged. */
export const markdown: Reporter = (report) => {
  const { summary } = report;
  const share = report.suggestions ? shareBesideSuggestions : 1;
  const rows = worstFirst(report).map((finding) => rowOf(finding, report));
  const kept = withinRoom(rows, share * roomForFindings);
  const notJudged = explainNotJudged(report).map((line) => `- ${markdownText(line)}`);
  return printable([
    '<!-- iam-audit -->',
    `## iam-audit: ${countFindings(summary)}`,
    '',
    ...headOf(report),
    ...tableOf(kept.slice(0, openRows)),
    ...markdownDetails(`${kept.length - openRows} more`, tableOf(kept.slice(openRows))),
    ...(kept.length < rows.length
      ? [`${plural(rows.length - kept.length, 'finding')} left out here for length: the worst are shown.`, '']
      : []),
    ...markdownDetails('How access grows', chainsOf(report, share)),
    ...markdownDetails('Why it matters and how to fix it', withinRoom(ruleLines(report), share * roomForRules)),
    ...complianceTable(report),
    ...markdownDetails('Granted and used services', accessTable(report, share)),
    ...markdownDetails('Not judged', notJudged),
    `${summarize(report)}.`,
  ]);
};

function headOf(report: Report): readonly string[] {
  const { account } = report;
  if (!account) return [];
  const facts = [
    ['Seen', describeSeen(report)],
    ['Root', describeRoot(report)],
    ['Risks', describeRisks(report)],
  ] as const;
  return [
    `Account ${markdownCode(account.id ?? 'unknown')}${account.alias === undefined ? '' : ` (${markdownText(account.alias)})`}${account.collectedAt === undefined ? '' : `, collected ${markdownText(account.collectedAt)}`}`,
    '',
    ...facts.flatMap(([label, text]) => (text === undefined ? [] : [`- ${label}: ${markdownText(text)}`])),
    '',
  ];
}

/** Those with the most unused services first. */
function accessTable({ access = [] }: Report, share: number): readonly string[] {
  const rows = access.map(
    ({ principal, granted, used, unused, lastUsed }) =>
      `| ${markdownCode(describeResource(principal))} | ${granted} | ${used} | ${markdownText(unused.join(', '))} | ${markdownText(lastUsed?.slice(0, 10) ?? 'never')} |`,
  );
  const head = ['| Who | Granted | Used | Unused services | Last use |', '| --- | --- | --- | --- | --- |'];
  return rows.length === 0 ? [] : [...head, ...withinRoom(rows, share * roomForAccess)];
}

function rowOf(finding: Finding, { rules }: Report): string {
  const { severity, message, ruleId } = finding;
  const docs = rules.get(ruleId)?.docs ?? '';
  const rule = /^https:\/\/[\w./#-]+$/.test(docs) ? `[${markdownCode(ruleId)}](${docs})` : markdownCode(ruleId);
  return `| ${severity === 'error' || severity === 'security' ? `**${severity}**` : severity} | ${markdownCode(describeWhere(finding))} | ${markdownText(message)} | ${rule} |`;
}

function tableOf(rows: readonly string[]): readonly string[] {
  return rows.length === 0 ? [] : ['| Severity | Where | Finding | Rule |', '| --- | --- | --- | --- |', ...rows, ''];
}

/** Each chain below the name of whoever it begins with. */
function chainsOf(report: Report, share: number): readonly string[] {
  const blocks = worstFirst(report).flatMap((finding) => {
    const { steps, left } = stepsOf(finding);
    if (steps.length === 0) return [];
    const items = steps.map((step) => `  1. ${markdownText(describeStep(step))}`);
    const more = left > 0 ? [`  1. and ${left} more`] : [];
    return [[`- ${markdownCode(describeWhere(finding))}`, ...items, ...more].join('\n')];
  });
  const kept = withinRoom(blocks, share * roomForChains);
  const left = blocks.length - kept.length;
  return left > 0 ? [...kept, `- ${left} more left out here for length`] : kept;
}

function ruleLines({ findings, rules }: Report): readonly string[] {
  return [...new Set(findings.map(({ ruleId }) => ruleId))].flatMap((id) => {
    const rule = rules.get(id);
    return rule ? [`- ${markdownCode(id)}: ${markdownText(rule.why)} **Fix:** ${markdownText(rule.remedy)}`] : [];
  });
}

function complianceTable({ compliance }: Report): readonly string[] {
  if (!compliance) return [];
  const rows = compliance.requirements.map(
    (one) => `| ${markdownCode(one.id)} | ${nameStatus(one)} | ${markdownText(explainRequirement(one))} |`,
  );
  const head = ['| Requirement | Status | Why |', '| --- | --- | --- |'];
  return [`### ${markdownText(compliance.title)}: ${countRequirements(compliance)}`, '', ...head, ...rows, ''];
}

function withinRoom(lines: readonly string[], room: number): readonly string[] {
  let used = 0;
  const end = lines.findIndex((line) => (used += line.length + 1) > room);
  return end === -1 ? lines : lines.slice(0, end);
}

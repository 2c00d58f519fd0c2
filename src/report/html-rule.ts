/** Findings by severity, then by rule, each rule explained once. */
import { type Finding, severities, type Severity } from '../finding.ts';
import { findingMarkup, type Page } from './html-finding.ts';
import { each, link, type Markup, markup, when } from './html-text.ts';
import type { ReportedRule } from './report.ts';

/** Headings and what they mean to someone who does not know the tool. */
export const severityTexts: Readonly<Record<Severity, { readonly title: string; readonly meaning: string }>> = {
  error: { title: 'Errors', meaning: 'AWS refuses these policies, or they cannot do what they say.' },
  security: { title: 'Security', meaning: 'Access that is too wide, or credentials at risk.' },
  warning: { title: 'Warnings', meaning: 'Weaknesses that need work, but less urgently.' },
  suggestion: { title: 'Suggestions', meaning: 'Tidiness and opinion.' },
};

/** More findings than this of one rule start folded when the report is long. */
const openFindings = 25;
const shortReport = 100;
/** Findings of one rule that have their policy with them: a page of many megabytes helps nobody. */
const writtenOut = 50;
/** Names of one tool. */
const mostReferences = 12;

const referenceNames: Readonly<Record<string, string>> = {
  accessAnalyzer: 'IAM Access Analyzer',
  awsConfig: 'AWS Config',
  boogy: 'Boogy',
  cfnLint: 'cfn-lint',
  cis: 'CIS AWS Foundations',
  cloudsplaining: 'Cloudsplaining',
  parliament: 'Parliament',
  pathfinding: 'pathfinding.cloud',
  prowler: 'Prowler',
  scoutsuite: 'Scout Suite',
  securityHub: 'Security Hub',
  trustedAdvisor: 'Trusted Advisor',
};

/** Findings of one rule, in the order of the report. */
interface RuleGroup {
  readonly id: string;
  readonly findings: readonly Finding[];
}

/** Rules of a severity with their findings, the worst rule first. */
export function groupByRule(findings: readonly Finding[]): readonly RuleGroup[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.ruleId);
    if (group) group.push(finding);
    else groups.set(finding.ruleId, [finding]);
  }
  return [...groups].map(([id, list]) => ({ id, findings: list }));
}

/** A section for every severity that has findings. */
export function findingsMarkup(page: Page): readonly Markup[] {
  return severities.flatMap((severity) => {
    const found = page.findings.filter((finding) => finding.severity === severity);
    if (found.length === 0) return [];
    const { title, meaning } = severityTexts[severity];
    const groups = each(groupByRule(found), (group) => groupMarkup(group, page));
    return [
      markup`<section class="severity ${severity}" id="${severity}" data-severity="${severity}">
<h2>${title} <span class="count">${found.length}</span></h2>
<p class="quiet">${meaning}</p>
${groups}
</section>`,
    ];
  });
}

function groupMarkup({ id, findings }: RuleGroup, page: Page): Markup {
  const { report } = page;
  const rule = report.rules.get(id);
  const isOpen = findings.length <= openFindings || report.findings.length <= shortReport;
  const isCut = report.excerptOf !== undefined && findings.length > writtenOut;
  return markup`<details class="rule"${isOpen ? markup` open` : undefined}>
<summary><code>${id}</code><span class="count">${findings.length}</span><span class="demand">${rule?.summary}</span></summary>
${rule && aboutMarkup(rule)}
${each(findings, (finding, at) => findingMarkup(finding, page, at < writtenOut))}
${when(isCut, () => markup`<p class="note quiet">The policies of the first ${writtenOut} are written out.</p>`)}
</details>`;
}

function aboutMarkup({ id, why, remedy, docs, references }: ReportedRule): Markup {
  const names = Object.entries(references)
    .flatMap(([tool, list = []]) => {
      const name = Object.hasOwn(referenceNames, tool) ? referenceNames[tool] : tool;
      return list.length === 0 ? [] : [`${name ?? tool}: ${listFew(list)}`];
    })
    .sort();
  const items = names.map((name) => markup`<li>${name}</li>`);
  const also = when(names.length > 0, () => markup`<dt>References</dt><dd><ul class="plain">${items}</ul></dd>`);
  return markup`<dl class="about"><dt>Why</dt><dd>${why}</dd><dt>Fix</dt><dd>${remedy}</dd>${also}${docsMarkup(id, docs)}</dl>`;
}

function listFew(names: readonly string[]): string {
  const left = names.length - mostReferences;
  return left > 0 ? `${names.slice(0, mostReferences).join(', ')} and ${left} more` : names.join(', ');
}

function docsMarkup(id: string, docs: string): Markup | undefined {
  return when(docs !== '', () => markup`<dt>More</dt><dd>${link(docs, `Documentation of ${id}`)}</dd>`);
}

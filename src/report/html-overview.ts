/** The top of the page: what was audited, how bad it is, where to begin. */
import { type Finding, severities, type Severity } from '../finding.ts';
import { describeRoot, describeSeen } from './account-text.ts';
import { groupByRule, severityTexts } from './html-rule.ts';
import { escaped, type Markup, markup, when } from './html-text.ts';
import { worstFirst } from './order.ts';
import type { Report } from './report.ts';
import { risksOf } from './risks.ts';
import { explainNotJudged, plural, summarize } from './summary.ts';
import { describePosition, describeResource } from './where.ts';

const firstSteps = 3;
const mostAffected = 5;

/** Title, account, tool, times, and the count of all things. */
export function headerMarkup(report: Report): Markup {
  const { account, tool } = report;
  const facts = [
    ...(account ? [fact('Account', account.id ?? 'unknown')] : []),
    ...(account?.alias === undefined ? [] : [fact('Alias', account.alias)]),
    ...(account?.collectedAt === undefined ? [] : [fact('Collected', account.collectedAt)]),
    ...optionalFact('Seen', describeSeen(report)),
    ...optionalFact('Root user', describeRoot(report)),
    fact('Tool', `${tool.name} ${tool.version}`),
    fact('Action catalogue', tool.catalog),
  ];
  return markup`<header>
<h1>${titleOf(report)}</h1>
<p class="lead">${escaped(summarize(report))}.</p>
<dl class="facts">${facts}</dl>
</header>`;
}

/** The name of the page, also in the browser's tab. */
export function titleOf({ account }: Report): string {
  return account ? `IAM audit of ${account.alias ?? account.id ?? 'an account'}` : 'IAM policy audit';
}

function optionalFact(name: string, value: string | undefined): readonly Markup[] {
  return value === undefined ? [] : [fact(name, value)];
}

function fact(name: string, value: string): Markup {
  return markup`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

/** A tile for each severity, leading to its section. */
export function tilesMarkup({ summary }: Report): Markup {
  return markup`<nav class="tiles" aria-label="Findings by severity">
${severities.map((severity) => tile(severity, summary[severity]))}
</nav>`;
}

function tile(severity: Severity, count: number): Markup {
  const inside = markup`<b>${count}</b> <span>${severityTexts[severity].title}</span>`;
  return count === 0
    ? markup`<div class="tile none">${inside}</div>`
    : markup`<a class="tile ${severity}" href="#${severity}">${inside}</a>`;
}

/** What a reader with one minute should know. */
export function inShortMarkup(report: Report): Markup {
  const notJudged = explainNotJudged(report).length > 0;
  return markup`<section class="card" id="in-short">
<h2>In short</h2>
<p>${verdict(report)}</p>
${when(notJudged, () => markup`<p class="caution">Not everything could be judged: see <a href="#not-judged">Not judged</a>. No finding there does not mean no problem.</p>`)}
${risksMarkup(report)}
${when(report.principals !== undefined, () => markup`<p><a href="#principals">Who can do what</a>, principal by principal.</p>`)}
${stepsMarkup(report)}
${affectedMarkup(report)}
</section>`;
}

function verdict({ summary, findings, account }: Report): string {
  const { error, security } = summary;
  const subject = account ? 'this account' : 'these policies';
  if (findings.length === 0) return `Nothing was found in what was judged of ${subject}.`;
  if (error + security === 0)
    return `No errors and no security problems were found in ${subject}. The rest can be planned.`;
  const parts = [
    ...(security > 0 ? [`${plural(security, 'finding')} of access that is too wide or credentials at risk`] : []),
    ...(error > 0 ? [`${plural(error, 'error')} in policies that AWS refuses or that cannot do what they say`] : []),
  ];
  return `Look first at ${parts.join(', and ')}.`;
}

/** What the account's findings put at risk. */
function risksMarkup({ account, findings }: Report): Markup | undefined {
  const risks = account ? risksOf(findings) : [];
  const items = risks.map(({ text }) => markup`<li>${text}</li>`);
  return when(items.length > 0, () => markup`<h3>Risks</h3><ul class="plain">${items}</ul>`);
}

/** The worst rules: security before errors, since a refused policy gives nobody access. */
function stepsMarkup(report: Report): Markup | undefined {
  const worst = worstFirst(report).filter(({ severity }) => severity === 'security' || severity === 'error');
  const urgent = [...worst].sort((a, b) => Number(b.severity === 'security') - Number(a.severity === 'security'));
  const steps = groupByRule(urgent).slice(0, firstSteps);
  const items = steps.map(({ id, findings }) => {
    const severity = findings[0]?.severity ?? 'error';
    const remedy = report.rules.get(id)?.remedy;
    return markup`<li><span class="badge ${severity}">${severity}</span> <code>${id}</code> <span class="quiet">${plural(findings.length, 'finding')}</span>${remedy === undefined ? undefined : markup`<br>${remedy}`}</li>`;
  });
  return when(items.length > 0, () => markup`<h3>Start here</h3><ol class="steps">${items}</ol>`);
}

/** Files and resources with the most findings, when there are several. */
function affectedMarkup({ findings }: Report): Markup | undefined {
  const counts = new Map<string, number>();
  for (const finding of findings) {
    const name = subjectOf(finding);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  if (counts.size < 2) return undefined;
  const most = [...counts].sort(([, a], [, b]) => b - a).slice(0, mostAffected);
  const items = most.map(
    ([name, count]) => markup`<li><code>${name}</code> <span class="quiet">${plural(count, 'finding')}</span></li>`,
  );
  return markup`<h3>Most findings</h3><ul class="plain">${items}</ul>`;
}

function subjectOf({ location, resource }: Finding): string {
  const { file } = location;
  if (resource) return describeResource(resource);
  return describePosition({ ...(file !== undefined && { file }) }) ?? 'account';
}

/** One finding as a manager reads it from the top and an engineer to the bottom. */
import type { Finding, Location } from '../finding.ts';
import { stepsOf } from './chain.ts';
import { chainMarkup } from './html-chain.ts';
import { excerptMarkup } from './html-excerpt.ts';
import { escaped, type Markup, markup, when } from './html-text.ts';
import { jsonText } from './json-text.ts';
import { policyMarkup } from './html-policy.ts';
import { maskSecrets } from './mask.ts';
import { worstFirst } from './order.ts';
import type { Report } from './report.ts';
import { describePosition, describeResource, isAboutAccount } from './where.ts';

const mostEvidenceLines = 80;
const mostRelated = 20;

/** What the parts of one page share. */
export interface Page {
  readonly report: Report;
  /** Worst first. */
  readonly findings: readonly Finding[];
  /** Fragments that lead to findings: `f1`. */
  readonly anchors: ReadonlyMap<Finding, string>;
  /** Files that hold credentials: their lines are never quoted, also when the finding that says so is suppressed. */
  readonly secretFiles: ReadonlySet<string | undefined>;
}

/** Sorts and numbers the findings. */
export function pageOf(report: Report): Page {
  const findings = worstFirst(report);
  const all = [...findings, ...report.suppressed.map(({ finding }) => finding)];
  const secrets = all.filter(({ ruleId }) => ruleId === 'credentials-file');
  return {
    report,
    findings,
    anchors: new Map(findings.map((finding, at) => [finding, `f${at + 1}`])),
    secretFiles: new Set(secrets.map(({ location }) => location.file)),
  };
}

/** Message, place, source, related places, what can be done, the chain, and the facts behind it. */
export function findingMarkup(finding: Finding, page: Page, isWrittenOut = true): Markup {
  const { message, evidence } = finding;
  return markup`<article class="finding" id="${page.anchors.get(finding)}">
<p class="message">${message}</p>
${whereMarkup(finding)}
${sourceMarkup(finding, page, isWrittenOut)}${chainMarkup(finding)}${relatedMarkup(finding)}${changesMarkup(finding)}${evidenceMarkup(evidence)}
</article>`;
}

function sourceMarkup({ location }: Finding, { report, secretFiles }: Page, isWrittenOut: boolean): Markup | undefined {
  if (secretFiles.has(location.file)) return undefined;
  const excerpt = isWrittenOut ? report.excerptOf?.(location) : undefined;
  return excerpt ? policyMarkup(excerpt) : excerptMarkup(location, report.sourceLine);
}

/** Where a finding is: the position in the file, or first the resource when the finding is about the account. */
export function whereMarkup(finding: Finding): Markup {
  const { location, resource } = finding;
  const position = describePosition(location);
  const inFile = position === undefined ? [] : [markup`<code>${position}</code>`];
  const named = resource ? [markup`<span class="name">${describeResource(resource)}</span>`] : [];
  const arn = resource?.arn === undefined ? [] : [markup`<code>${resource.arn}</code>`];
  const places = isAboutAccount(finding) ? [...named, ...arn, ...inFile] : [...inFile, ...named, ...arn];
  const parts = [...places, ...pointerMarkup(location)];
  return markup`<p class="where">${parts.length > 0 ? parts : 'account'}</p>`;
}

function pointerMarkup({ line, pointer }: Location): readonly Markup[] {
  return line !== undefined || pointer === undefined || pointer === '' ? [] : [markup`<code>${pointer}</code>`];
}

/** A chain names the statements of its steps itself. */
function relatedMarkup(finding: Finding): Markup | undefined {
  const isTold = stepsOf(finding).steps.some(({ policies }) => policies.length > 0);
  const related = isTold ? [] : (finding.related ?? []);
  const shown = related.slice(0, mostRelated);
  const left = related.length - shown.length;
  const items = shown.map(
    ({ message, location }) =>
      markup`<li>${message} <code>${describePosition(location) ?? 'account'}</code> ${pointerMarkup(location)}</li>`,
  );
  const more = left > 0 ? [markup`<li>and ${left} more</li>`] : [];
  return when(related.length > 0, () => markup`<p class="label">See also</p><ul>${[...items, ...more]}</ul>`);
}

function changesMarkup({ suggestions = [], fix }: Finding): Markup | undefined {
  const items = [
    ...(fix ? [markup`<li><code>iam-audit lint --fix</code> mends this</li>`] : []),
    ...suggestions.map(({ title }) => markup`<li>${title}</li>`),
  ];
  return when(items.length > 0, () => markup`<p class="label">Possible change</p><ul>${items}</ul>`);
}

function evidenceMarkup(evidence: Finding['evidence']): Markup | undefined {
  if (!evidence || Object.keys(evidence).length === 0) return undefined;
  const lines = maskSecrets(jsonText(evidence)).trimEnd().split('\n');
  const shown = lines.slice(0, mostEvidenceLines).map((line) => markup`<span>${escaped(line, 500)}</span>`);
  const left = lines.length - shown.length;
  const more = when(left > 0, () => markup`<p class="quiet">${left} more lines; format json has all.</p>`);
  return markup`<details class="evidence"><summary>Evidence</summary><pre><code>${shown}</code></pre>${more}</details>`;
}

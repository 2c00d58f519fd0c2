/** One finding as a manager reads it from the top and an engineer to the bottom. */
import type { Finding, Location } from '../finding.ts';
import { chainMarkup } from './html-chain.ts';
import { excerptMarkup } from './html-excerpt.ts';
import { escaped, type Markup, markup, when } from './html-text.ts';
import { jsonText } from './json-text.ts';
import { maskSecrets } from './mask.ts';
import type { Report } from './report.ts';
import { describePosition, describeResource, isAboutAccount } from './where.ts';

const mostEvidenceLines = 80;
const mostRelated = 20;

/** Files that hold credentials: their lines are never quoted, also when the finding that says so is suppressed. */
export function secretFilesOf({ findings, suppressed }: Report): ReadonlySet<string | undefined> {
  const all = [...findings, ...suppressed.map(({ finding }) => finding)];
  return new Set(all.filter(({ ruleId }) => ruleId === 'credentials-file').map(({ location }) => location.file));
}

/** Message, place, source, related places, what can be done, the chain, and the facts behind it. */
export function findingMarkup(finding: Finding, report: Report, secretFiles: ReadonlySet<string | undefined>): Markup {
  const { message, location, evidence } = finding;
  const quotable = !secretFiles.has(location.file);
  return markup`<article class="finding">
<p class="message">${message}</p>
${whereMarkup(finding)}
${quotable ? excerptMarkup(location, report.sourceLine) : undefined}${chainMarkup(evidence?.['hops'])}${relatedMarkup(finding)}${changesMarkup(finding)}${evidenceMarkup(evidence)}
</article>`;
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

function relatedMarkup({ related = [] }: Finding): Markup | undefined {
  const shown = related.slice(0, mostRelated);
  const left = related.length - shown.length;
  const items = shown.map(
    ({ message, location }) => markup`<li>${message} <code>${describePosition(location) ?? 'account'}</code></li>`,
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

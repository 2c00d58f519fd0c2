/** The bottom of the page: what was not judged, what was suppressed, what was read. */
import { whereMarkup } from './html-finding.ts';
import { type Markup, markup, when } from './html-text.ts';
import type { Report, Skipped } from './report.ts';
import { plural } from './summary.ts';
import { describeResource } from './where.ts';

/** Names shown behind a reason without unfolding. */
const openNames = 3;

/** The closing sections; those without content are left out, except the policies. */
export function coverageMarkup(report: Report): readonly Markup[] {
  return [accessMarkup(report), notJudgedMarkup(report), suppressedMarkup(report), policiesMarkup(report)].flatMap(
    (part) => part ?? [],
  );
}

function accessMarkup({ access = [] }: Report): Markup | undefined {
  const rows = access.map(
    ({ principal, granted, used, unused, lastUsed }) =>
      markup`<tr><td>${describeResource(principal)}</td><td>${granted}</td><td>${used}</td><td>${unused.join(', ')}</td><td>${lastUsed?.slice(0, 10) ?? 'never'}</td></tr>`,
  );
  return when(
    rows.length > 0,
    () => markup`<section class="card" id="access">
<h2>Granted and used</h2>
<p class="quiet">Services that policies grant, and those used lately. The most unused come first.</p>
<details class="fold"><summary>Show</summary><table><thead><tr><th>Who</th><th>Granted</th><th>Used</th><th>Unused services</th><th>Last use</th></tr></thead><tbody>${rows}</tbody></table></details>
</section>`,
  );
}

function notJudgedMarkup({ skipped, account }: Report): Markup | undefined {
  const missing = account?.notCollected ?? [];
  const items = [
    ...(missing.length === 0 ? [] : [reasonMarkup('not collected', missing)]),
    ...byReason(skipped).map(([reason, names]) => reasonMarkup(reason, names)),
  ];
  return when(
    items.length > 0,
    () => markup`<section class="card" id="not-judged">
<h2>Not judged</h2>
<p class="quiet">These could not be looked at. No finding here does not mean no problem.</p>
<ul class="reasons">${items}</ul>
</section>`,
  );
}

function byReason(skipped: readonly Skipped[]): readonly (readonly [string, readonly string[]])[] {
  const groups = new Map<string, string[]>();
  for (const { reason, ruleId, file } of skipped) {
    const name = [ruleId, file].filter((part) => part !== undefined).join(' in ');
    const names = groups.get(reason);
    if (names) names.push(name);
    else groups.set(reason, [name]);
  }
  return [...groups];
}

function reasonMarkup(reason: string, all: readonly string[]): Markup {
  const names = [...new Set(all)].filter((name) => name !== '').map((name) => markup`<code>${name}</code>`);
  if (names.length <= openNames)
    return markup`<li>${reason}${when(names.length > 0, () => markup` <span class="names">${names}</span>`)}</li>`;
  return markup`<li><details><summary>${reason} <span class="count">${names.length}</span></summary><span class="names">${names}</span></details></li>`;
}

function suppressedMarkup({ suppressed }: Report): Markup | undefined {
  const items = suppressed.map(
    ({ finding, reason, isInFile }) => markup`<li><code>${finding.ruleId}</code> ${finding.message}
${whereMarkup(finding)}
<p>${isInFile ? 'In the file' : 'By configuration'}. Reason: ${reason === '' ? 'none given' : reason}</p></li>`,
  );
  return when(
    items.length > 0,
    () => markup`<section class="card" id="suppressed">
<h2>Suppressed <span class="count">${items.length}</span></h2>
<p class="quiet">Found, but accepted by configuration or in the file.</p>
<details class="fold"><summary>Show</summary><ul class="reasons">${items}</ul></details>
</section>`,
  );
}

function policiesMarkup({ policies }: Report): Markup {
  const rows = policies.map(
    ({ file, policyType, resource, pointer }) =>
      markup`<tr><td><code>${file ?? 'account'}</code></td><td>${policyType}</td><td>${resource && describeResource(resource)} <code>${pointer}</code></td></tr>`,
  );
  const table = markup`<details class="fold"><summary>Show</summary><table><thead><tr><th>File</th><th>Type</th><th>Place</th></tr></thead><tbody>${rows}</tbody></table></details>`;
  return markup`<section class="card" id="policies">
<h2>Policies read</h2>
<p class="quiet">${plural(policies.length, 'policy', 'policies')}.</p>
${when(rows.length > 0, () => table)}
</section>`;
}

/** Users, roles and groups with what they can do, the most powerful first. */
import type { Finding } from '../finding.ts';
import { stepsOf } from './chain.ts';
import type { Page } from './html-finding.ts';
import { each, type Markup, markup, when } from './html-text.ts';
import { describeGrant, describePower, describeUse, isWide } from './power-text.ts';
import type { PrincipalPower, PrincipalUse } from './report.ts';
import { plural } from './summary.ts';
import { describeResource, shortName } from './where.ts';

/** Shown without unfolding, and at all. */
const openRows = 20;
const mostRows = 2000;
const mostLinks = 12;
const mostNames = 15;

/** A principal with what the findings say of it. */
interface Row {
  readonly power: PrincipalPower;
  readonly use: PrincipalUse | undefined;
  readonly findings: readonly Finding[];
  /** Ways to become an administrator. */
  readonly ways: readonly Finding[];
}

/** A card with one fold for each principal; undefined when the report has none. */
export function principalsMarkup(page: Page): Markup | undefined {
  const rows = rowsOf(page);
  const shown = rows.slice(0, openRows);
  const folded = rows.slice(openRows, mostRows);
  const left = rows.length - shown.length - folded.length;
  const list = (some: readonly Row[]): Markup => each(some, (row) => rowMarkup(row, page));
  return when(
    rows.length > 0,
    () => markup`<section class="card" id="principals">
<h2>Who can do what <span class="count">${rows.length}</span></h2>
<p class="quiet">Users, roles and groups by what their policies allow within permissions boundaries and the organization’s policies. The most powerful come first.</p>
<div class="people">${list(shown)}</div>
${when(folded.length > 0, () => markup`<details class="fold" id="more-people"><summary>${folded.length} more</summary><div class="people">${list(folded)}</div></details>`)}
${when(left > 0, () => markup`<p class="quiet">${left} with less access are left out here.</p>`)}
</section>`,
  );
}

function rowsOf({ report, findings }: Page): readonly Row[] {
  const byArn = new Map<string, Finding[]>();
  for (const finding of findings) {
    for (const arn of new Set(subjectsOf(finding))) {
      const own = byArn.get(arn);
      if (own) own.push(finding);
      else byArn.set(arn, [finding]);
    }
  }
  const uses = new Map(report.access?.map((use) => [use.principal.arn, use]));
  const rows = (report.principals?.() ?? []).map((power): Row => {
    const { arn } = power.principal;
    const own = (arn !== undefined && byArn.get(arn)) || [];
    const ways = own.filter((one) => isWay(one) && one.resource?.arn === arn);
    return { power, use: arn === undefined ? undefined : uses.get(arn), findings: own, ways };
  });
  return rows
    .map((row) => ({ row, rank: rankOf(row) }))
    .sort((a, b) => compare(a.rank, b.rank))
    .map(({ row }) => row);
}

/** Whom a finding is about: its resource, and those that a policy is attached to. */
function subjectsOf({ resource, evidence }: Finding): readonly string[] {
  const holders: unknown = evidence?.['attachedTo'];
  const others = Array.isArray(holders) ? holders.filter((one) => typeof one === 'string') : [];
  return resource?.arn === undefined ? others : [resource.arn, ...others];
}

function isWay({ ruleId, messageId }: Finding): boolean {
  return ruleId === 'privilege-escalation' && messageId !== 'lateral';
}

/** Administrators, those who can become one, those with the widest access. */
function rankOf({ power, findings, ways }: Row): readonly number[] {
  const { level, isGated, whole, services } = power;
  const isSure = ways.some(({ evidence }) => evidence?.['status'] === 'confirmed');
  return [
    level === 'administrator' ? (isGated ? 1 : 0) : ways.length > 0 ? (isSure ? 2 : 3) : level === 'limited' ? 4 : 5,
    isWide(power) ? 0 : 1,
    -whole.length,
    -services.length,
    -findings.length,
  ];
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [at, value] of a.entries()) {
    const other = b[at] ?? 0;
    if (value !== other) return value - other;
  }
  return 0;
}

function rowMarkup(row: Row, page: Page): Markup {
  const { power, use, findings, ways } = row;
  const { principal, lastUsed } = power;
  const used =
    lastUsed === undefined ? undefined : lastUsed === 'never' ? 'never used' : `used ${lastUsed.slice(0, 10)}`;
  const count = when(
    findings.length > 0,
    () => markup`<span class="count">${plural(findings.length, 'finding')}</span>`,
  );
  const grant = `${describeGrant(power)}${use ? `; ${describeUse(use)}` : ''}`;
  return markup`<details class="who"><summary><b class="name">${describeResource(principal)}</b> ${badgeMarkup(row)} ${count}<span class="demand">${grant}${used === undefined ? '' : `; ${used}`}</span></summary>
<dl class="about">${[...waysMarkup(ways, page), ...factsOf(row), ...linksMarkup(findings, page)]}</dl></details>`;
}

function badgeMarkup({ power, ways }: Row): Markup {
  const { level } = power;
  if (level === 'administrator') return markup`<span class="badge security">${describePower(power)}</span>`;
  if (ways.length > 0) {
    const isSure = ways.some(({ evidence }) => evidence?.['status'] === 'confirmed');
    return markup`<span class="badge security">${isSure ? 'can' : 'may'} become administrator</span>`;
  }
  return markup`<span class="badge plain-badge">${describePower(power)}</span>`;
}

function factsOf({ power, use }: Row): readonly Markup[] {
  const { principal, services, whole, unknown, boundary, groups, trusted } = power;
  const partly = services.filter((one) => !whole.includes(one) && one !== '*');
  return [
    ...fact('ARN', principal.arn === undefined ? [] : [principal.arn]),
    ...fact('All of', whole.includes('*') ? [] : whole),
    ...fact('Parts of', partly),
    ...fact('Unused', use?.unused ?? []),
    ...fact('Groups', groups ?? []),
    ...fact('Trusts', (trusted ?? []).map(shortName)),
    ...fact('Boundary', boundary === undefined ? [] : [boundary]),
    ...fact('Not seen', unknown),
  ];
}

function fact(label: string, all: readonly string[]): readonly Markup[] {
  if (all.length === 0) return [];
  const names = all.slice(0, mostNames).map((name) => markup`<code>${name}</code>`);
  const left = all.length - names.length;
  return [markup`<dt>${label}</dt><dd class="names">${names}${left > 0 ? `and ${left} more` : ''}</dd>`];
}

/** Each way as the principals on it, leading to the finding. */
function waysMarkup(ways: readonly Finding[], { anchors }: Page): readonly Markup[] {
  const items = ways.slice(0, mostLinks).map((finding) => {
    const { steps } = stepsOf(finding);
    const names = steps.flatMap(({ to }) => (to === undefined ? [] : [shortName(to)]));
    return markup`<li><a href="#${anchors.get(finding)}">${names.length > 0 ? names.join(' → ') : finding.message}</a></li>`;
  });
  return ways.length === 0 ? [] : [markup`<dt>Becomes</dt><dd><ul class="plain">${items}</ul></dd>`];
}

function linksMarkup(findings: readonly Finding[], { anchors }: Page): readonly Markup[] {
  const links = findings
    .slice(0, mostLinks)
    .map((finding) => markup`<a href="#${anchors.get(finding)}">${finding.ruleId}</a>`);
  const left = findings.length - links.length;
  if (links.length === 0) return [];
  return [markup`<dt>Findings</dt><dd class="names">${links}${left > 0 ? `and ${left} more` : ''}</dd>`];
}

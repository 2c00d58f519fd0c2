/** The head of an account's report, in lines: whose it is, what was seen of it, its root user, its risks. */
import { harmless } from './harmless.ts';
import type { PrincipalUse, Report } from './report.ts';
import { risksOf } from './risks.ts';
import { plural } from './summary.ts';
import { describeResource } from './where.ts';

/** Principals named in the head. */
const fewest = 5;

/** No line for a report without an account. */
export function accountLines(report: Report): readonly string[] {
  const { account } = report;
  if (!account) return [];
  const alias = account.alias === undefined ? '' : ` (${harmless(account.alias)})`;
  const collected = account.collectedAt === undefined ? '' : `, collected ${harmless(account.collectedAt)}`;
  return [
    `Account ${harmless(account.id ?? 'unknown')}${alias}${collected}`,
    ...labelled('Seen', describeSeen(report)),
    ...labelled('Root', describeRoot(report)),
    ...labelled('Risks', describeRisks(report)),
    ...labelled('Least used', describeLeastUsed(report)),
  ];
}

function labelled(label: string, text: string | undefined): readonly string[] {
  return text === undefined ? [] : [`${label}: ${text}`];
}

/** `11 parts of the account; not accountSummary, mfaDevices`. */
export function describeSeen({ account }: Report): string | undefined {
  if (!account?.collected) return undefined;
  const missing = account.notCollected.map((line) => harmless(line.split(/[: ]/, 1)[0] ?? ''));
  const not = missing.length === 0 ? '' : `; not ${missing.join(', ')}`;
  return `${plural(account.collected.length, 'part')} of the account${not}`;
}

/** `access key, no MFA, last used 2026-10-31`; what is not known is said. */
export function describeRoot({ account }: Report): string | undefined {
  const root = account?.root;
  if (!root) return undefined;
  const say = (known: boolean | undefined, yes: string, no: string, unknown: string): string =>
    known === undefined ? unknown : known ? yes : no;
  return [
    say(root.accessKey, 'has an access key', 'no access key', 'access keys unknown'),
    say(root.mfa, 'MFA', 'no MFA', 'MFA unknown'),
    root.lastUsed === undefined ? 'last use unknown' : `last used ${harmless(root.lastUsed.slice(0, 10))}`,
  ].join(', ');
}

/** `2 administrators, 1 user without MFA`, worst first. */
export function describeRisks({ account, findings }: Report): string | undefined {
  if (!account) return undefined;
  const texts = risksOf(findings).map(({ text }) => text);
  return texts.length === 0 ? 'none of the usual ones in what was judged' : texts.join(', ');
}

/** `role reporting 2 of 3 services, ...`: those with the most that they do not use. */
export function describeLeastUsed({ access }: Report): string | undefined {
  const worst = access?.filter(({ unused }) => unused.length > 0).slice(0, fewest) ?? [];
  return worst.length === 0 ? undefined : worst.map(describeUse).join(', ');
}

function describeUse({ principal, used, granted }: PrincipalUse): string {
  return `${describeResource(principal)} uses ${used} of ${plural(granted, 'service')}`;
}

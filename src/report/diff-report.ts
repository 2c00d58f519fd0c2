/** What `diff` reports, and its account changes as lines that text and Markdown share. */
import type { FindingsComparison } from '../account/compare-findings.ts';
import type { AccountChanges, PolicyChange, PolicyName } from '../account/compare-snapshots.ts';
import type { Finding } from '../finding.ts';
import { worstFirst } from './order.ts';
import type { Report, ReportedRule, Skipped } from './report.ts';
import { describeResource } from './where.ts';

export interface DiffSide {
  readonly file: string;
  readonly account: NonNullable<Report['account']>;
  /** What could not be judged in this snapshot. */
  readonly skipped: readonly Skipped[];
  readonly suppressed: number;
}

export interface DiffReport extends FindingsComparison {
  readonly tool: Report['tool'];
  readonly old: DiffSide;
  readonly now: DiffSide;
  readonly changes: AccountChanges;
  /** By id, the rules that findings name. */
  readonly rules: ReadonlyMap<string, ReportedRule>;
}

/** How a line of changes is marked: something came, went, or is another one. */
export type Sign = '+' | '-' | '~' | '?';

export interface ChangeLine {
  readonly sign: Sign;
  /** As from the account: whoever prints it makes it harmless. */
  readonly text: string;
}

/** `2 new, 1 fixed, 14 unchanged`, and what could not be compared. */
export function countDiff({ new: came, fixed, unchanged, notComparable }: FindingsComparison): string {
  const unknown = notComparable.length > 0 ? `, ${notComparable.length} not comparable` : '';
  return `${came.length} new, ${fixed.length} fixed, ${unchanged} unchanged${unknown}`;
}

/** What changed in the account, one line for each change. */
export function describeChanges(changes: AccountChanges): readonly ChangeLine[] {
  const { principals, policies, trusts, attachments, boundaries, memberships, unreadable } = changes;
  const line = (sign: Sign) => (text: string) => ({ sign, text });
  return [
    ...principals.added.map(describeResource).map(line('+')),
    ...principals.removed.map(describeResource).map(line('-')),
    ...policies.added.map(describePolicy).map(line('+')),
    ...policies.removed.map(describePolicy).map(line('-')),
    ...policies.changed.map((policy) => `${describePolicy(policy)}: document${versionsOf(policy)}`).map(line('~')),
    ...trusts.map((role) => `${describeResource(role)}: trust policy`).map(line('~')),
    ...attachments.flatMap(({ principal, added, removed }) => [
      ...added.map(({ name }) => line('+')(`${describeResource(principal)}: attached policy ${name}`)),
      ...removed.map(({ name }) => line('-')(`${describeResource(principal)}: attached policy ${name}`)),
    ]),
    ...boundaries.map(({ principal, ...arns }) =>
      line('~')(`${describeResource(principal)}: permissions boundary ${arns.old ?? 'none'} to ${arns.new ?? 'none'}`),
    ),
    ...memberships.flatMap(({ user, added, removed }) => [
      ...added.map((group) => line('+')(`${describeResource(user)}: member of group ${group}`)),
      ...removed.map((group) => line('-')(`${describeResource(user)}: member of group ${group}`)),
    ]),
    ...unreadable.map((one) =>
      line('?')(`${describeResource(one.resource)}: ${one.what} cannot be read in the ${one.unreadableIn} snapshot`),
    ),
  ];
}

function describePolicy({ kind, name, owner }: PolicyName): string {
  return kind === 'inline' && owner ? `${describeResource(owner)}: inline policy ${name}` : `managed policy ${name}`;
}

function versionsOf({ oldVersion, newVersion }: PolicyChange): string {
  return oldVersion === undefined || oldVersion === newVersion ? '' : ` (${oldVersion} to ${newVersion ?? ''})`;
}

/** One finding as a list item shows it. */
export interface DiffItem {
  readonly finding: Finding;
  /** For what is not comparable. */
  readonly reason?: string;
}

/** The lists of findings under their headings, in the order they are shown; the worst first. */
export function diffSections(
  report: DiffReport,
): readonly { readonly title: string; readonly items: readonly DiffItem[] }[] {
  const { rules, notComparable } = report;
  const plain = (findings: readonly Finding[]) => worstFirst({ findings, rules }).map((finding) => ({ finding }));
  const doubtful = (side: 'old' | 'new') => notComparable.filter(({ notJudgedIn }) => notJudgedIn === side);
  return [
    { title: 'New', items: plain(report.new) },
    { title: 'Fixed', items: plain(report.fixed) },
    { title: 'Not judged in NEW, so not known to be fixed', items: doubtful('new') },
    { title: 'Not judged in OLD, so not known to be new', items: doubtful('old') },
  ].filter(({ items }) => items.length > 0);
}

/** The closing words of reports for people: how much was found, what was looked at, what could not be judged. */
import { severities } from '../finding.ts';
import { harmless } from './harmless.ts';
import type { Report, Skipped, Summary } from './report.ts';

const parts = { files: 'file', users: 'user', groups: 'group', roles: 'role' } as const;

/** More lines than this are condensed. */
const manyLines = 10;
/** Names listed behind a condensed reason. */
const someNames = 5;

/** `2 errors, 1 security, 3 warnings`, or `no findings`. */
export function countFindings(summary: Summary): string {
  const counts = severities
    .filter((severity) => summary[severity] > 0)
    .map((severity) => plural(summary[severity], severity, severity === 'security' ? severity : `${severity}s`));
  return counts.length === 0 ? 'no findings' : counts.join(', ');
}

/** `2 errors, 1 security in 3 files, 4 policies, 1 suppressed`: how much was found, where. */
export function summarize({ summary, suppressed }: Report): string {
  const counts = countFindings(summary);
  const hidden = suppressed.length > 0 ? `, ${suppressed.length} suppressed` : '';
  return `${counts.slice(0, 1).toUpperCase()}${counts.slice(1)} in ${countSubjects(summary)}${hidden}`;
}

/** `1 file, 3 policies` or `2 users, 9 roles, 12 policies`. */
function countSubjects(summary: Summary): string {
  const counts = (['files', 'users', 'groups', 'roles'] as const)
    .filter((part) => summary[part] > 0)
    .map((part) => plural(summary[part], parts[part]));
  return [...counts, plural(summary.policies, 'policy', 'policies')].join(', ');
}

/** `1 rule`, `2 rules`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Everything the run could not judge, in harmless lines: a report that has some never looks clean. */
export function explainNotJudged({ skipped, account }: Pick<Report, 'skipped' | 'account'>): readonly string[] {
  const missing = explainNotCollected(account);
  return [...(missing === undefined ? [] : [missing]), ...explainSkipped(skipped)];
}

/** One harmless line for each thing that was not judged; with more than ten, one for each reason, and what is left out is counted. */
function explainSkipped(skipped: readonly Skipped[]): readonly string[] {
  if (skipped.length <= manyLines) return skipped.map((item) => withName(nameSkipped(item), item.reason));
  const byReason = new Map<string, string[]>();
  for (const item of skipped) {
    const list = byReason.get(item.reason);
    if (list) list.push(nameSkipped(item));
    else byReason.set(item.reason, [nameSkipped(item)]);
  }
  const groups = [...byReason].sort(([, a], [, b]) => b.length - a.length);
  const lines = groups.slice(0, manyLines).map(([reason, list]) => withName(someOf(list), reason));
  const left = groups.slice(manyLines);
  if (left.length === 0) return lines;
  const items = left.reduce((sum, [, list]) => sum + list.length, 0);
  return [...lines, `and ${items} more for ${plural(left.length, 'other reason')}; format json lists all`];
}

/** Parts of the account that could not be read, in one harmless line; undefined when all could. */
export function explainNotCollected(account: Report['account']): string | undefined {
  if (!account || account.notCollected.length === 0) return undefined;
  return `not collected: ${account.notCollected.map((part) => harmless(part)).join(', ')}`;
}

function nameSkipped({ ruleId, file }: Skipped): string {
  return [ruleId, file].flatMap((part) => (part === undefined ? [] : [harmless(part)])).join(' in ');
}

function someOf(list: readonly string[]): string {
  const names = [...new Set(list)].filter((name) => name !== '');
  const left = names.length - someNames;
  return left > 0 ? `${names.slice(0, someNames).join(', ')} and ${left} more` : names.join(', ');
}

function withName(name: string, reason: string): string {
  return name === '' ? harmless(reason) : `${name}: ${harmless(reason)}`;
}

/** `paths --format text`, `table` and `json`: who can become whom, hop by hop, each with the statements that decide. */
import { table as drawTable, getBorderCharacters } from 'table';
import type { EntryPoint, PathAnswer, PathAnswers } from '../escalation/graph/answers.ts';
import { harmless, printable } from './harmless.ts';
import { jsonText } from './json-text.ts';
import { wrap } from './text-width.ts';
import { describeResource, harmlessName, kindOf } from './where.ts';

/** What the command was asked, for the head of its answer. */
export interface PathsReport extends PathAnswers {
  readonly tool: { readonly name: string; readonly version: string; readonly catalog: string };
  readonly account: string | undefined;
  readonly from: string | undefined;
  readonly to: string;
}

/** One block a way. */
export function pathsText(report: PathsReport): string {
  const { paths, entryPoints } = report;
  return printable([
    ...paths.flatMap((path) => [...pathLines(path), '']),
    ...(entryPoints.length > 0 ? ['Ways in from outside', ...entryPoints.map(entryLine), ''] : []),
    ...report.gaps.map((gap) => `Not judged: ${harmless(gap)}`),
    summaryOf(report),
  ]);
}

function summaryOf({ paths, to, administrators, possibleAdministrators: possible }: PathsReport): string {
  const confirmed = paths.filter(({ certainty }) => certainty === 'confirmed').length;
  const end = to === 'admin' ? 'an administrator' : harmless(to);
  const known = `administrators: ${administrators.length}${possible.length > 0 ? `, possibly ${possible.length} more` : ''}`;
  if (paths.length === 0) return `Nobody else can become ${end} by a known path (${known}).`;
  return `${paths.length} ${paths.length === 1 ? 'way' : 'ways'}, ${confirmed} confirmed (${known}).`;
}

function pathLines({
  from,
  to,
  toAdministrator,
  certainty,
  hops,
  reasons,
  cut,
  entryPoints,
}: PathAnswer): readonly string[] {
  const end = to ? describeResource(to) : '';
  const admin = toAdministrator ? (to ? ' (administrator)' : 'administrator') : '';
  return [
    `${describeResource(from)} -> ${end}${admin} [${certainty}]`,
    ...hops.flatMap((hop, at) => [
      `  ${at + 1}. ${harmlessName(hop.from)} -> ${harmlessName(hop.to)}  ${harmless(hop.path)}: ${harmless(hop.name)}`,
      `     ${hop.actions.map((action) => harmless(action)).join(', ')}`,
      ...hop.policies.map((policy) => `     by ${harmless(policy)}`),
    ]),
    ...(certainty === 'possible' ? reasons.map((reason) => `  not certain: ${harmless(reason)}`) : []),
    ...(cut ? [`  cut: ${harmless(cut.text)}`] : []),
    ...entryPoints.map((entry) => `  from outside: ${outsider(entry)}`),
  ];
}

function entryLine(entry: EntryPoint): string {
  return `  ${outsider(entry)} -> ${harmlessName(entry.role)} [${entry.certainty}]`;
}

function outsider({ kind, name }: EntryPoint): string {
  if (kind === 'public') return 'anybody';
  return `${kind === 'account' ? 'other account' : 'identity provider'} ${harmless(name)}`;
}

/** One row a way. */
export function pathsTable(report: PathsReport, width: number): string {
  if (report.paths.length === 0) return pathsText(report);
  const room = Math.max(20, Math.floor((width - 26) / 3));
  const rows = report.paths.map(({ from, hops, certainty }) => {
    const way = hops.map((hop) => `${harmlessName(hop.to)} (${harmless(hop.path)})`).join(', ');
    return [describeResource(from), way, certainty].map((text, at) =>
      wrap(text, at === 1 ? 2 * room : room).join('\n'),
    );
  });
  const drawn = drawTable([['from', 'becomes', 'certainty'], ...rows], {
    border: getBorderCharacters('norc'),
    drawHorizontalLine: (at, count) => at <= 1 || at === count,
  });
  return printable([drawn.trimEnd(), '', summaryOf(report)]);
}

/** Everything, for machines. */
export function pathsJson(report: PathsReport): string {
  const { tool, account, from, to, paths, administrators, possibleAdministrators, entryPoints, gaps } = report;
  return jsonText({
    version: 1,
    tool,
    account,
    from,
    to,
    paths,
    administrators,
    possibleAdministrators,
    entryPoints,
    skipped: gaps.map((reason) => ({ reason })),
    summary: {
      paths: paths.length,
      confirmed: paths.filter(({ certainty }) => certainty === 'confirmed').length,
      kinds: countKinds(paths),
    },
  });
}

function countKinds(paths: readonly PathAnswer[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { from } of paths) counts.set(kindOf(from.type), (counts.get(kindOf(from.type)) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

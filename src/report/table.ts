/** `--format table`, the default of scan: the worst first, as wide as the terminal. */
import type { Finding } from '../finding.ts';
import { accountLines } from './account-text.ts';
import { countRequirements, explainRequirement, nameStatus } from './compliance-text.ts';
import { type Paint, painter, severityTints } from './color.ts';
import { drawTable, type Cell } from './draw-table.ts';
import { harmless, printable } from './harmless.ts';
import { worstFirst } from './order.ts';
import type { PieceReporter, Report, Reporter, ReportStyle } from './report.ts';
import { explainNotJudged, summarize } from './summary.ts';
import { textWidth, wrap } from './text-width.ts';
import { describeWhere } from './where.ts';

/** Columns of the longest severity. */
const severityWidth = 10;
/** A message in less than this is hard to read; rule and place then share a column, or all three. */
const readable = 34;

type Row = readonly string[];

/** Account, findings, summary, and what was not judged and why. */
export const tableReport: Reporter = (report, style) => [...tableInPieces(report, style)].join('');

const linesAtATime = 200;

/** The same, some lines at a time. */
export const tableInPieces: PieceReporter = function* (report, style) {
  let piece: string[] = [];
  for (const line of tableLines(report, style)) {
    piece.push(line);
    if (piece.length < linesAtATime) continue;
    yield printable(piece);
    piece = [];
  }
  yield printable(piece);
};

function* tableLines(report: Report, style: ReportStyle): Iterable<string> {
  const width = Math.max(40, style.width);
  const paint = painter(style.color);
  const fold = (lines: readonly string[]): readonly string[] => lines.flatMap((line) => foldLine(line, width));
  yield* fold(headLines(report));
  if (report.findings.length > 0) {
    yield* findingsTable(worstFirst(report), width, paint);
    yield '';
  }
  yield* fold([...complianceLines(report), ...closingLines(report)]);
}

function headLines(report: Report): readonly string[] {
  const lines = accountLines(report);
  return lines.length === 0 ? lines : [...lines, ''];
}

function findingsTable(findings: readonly Finding[], width: number, paint: Paint): Iterable<string> {
  const { groups, widths } = chooseLayout(findings, width);
  const header = groups.map((group) => group.map((column) => names[column] ?? '').join(', '));
  const cellsOf = (finding: Finding): readonly Cell[] => {
    const { severity } = finding;
    const row = rowOf(finding);
    const texts = groups.map((group, place) =>
      group.flatMap((column) => wrap(row[column] ?? '', widths[place] ?? readable)),
    );
    return [[paint(severityTints[severity], severity)], ...texts];
  };
  const all = [severityWidth, ...widths];
  const head = ['severity', ...header].map((name, at) =>
    wrap(name, all[at] ?? readable).map((line) => paint('bold', line)),
  );
  // Where a cell holds several texts, a line is needed to tell findings apart.
  return drawTable(rowsOf(head, findings, cellsOf), { widths: all, ruled: groups.length < names.length });
}

function* rowsOf(head: readonly Cell[], findings: readonly Finding[], cellsOf: (finding: Finding) => readonly Cell[]) {
  yield head;
  for (const finding of findings) yield cellsOf(finding);
}

function rowOf(finding: Finding): Row {
  return [harmless(finding.ruleId), describeWhere(finding), harmless(finding.message)];
}

const names = ['rule', 'where', 'message'];

interface Layout {
  /** Which texts of a row share a column. */
  readonly groups: readonly (readonly number[])[];
  readonly widths: readonly number[];
}

/** Rule ids are kept whole as long as that is possible: people search for them. */
function chooseLayout(findings: readonly Finding[], width: number): Layout {
  const widths = names.map((name) => name.length);
  for (const finding of findings)
    rowOf(finding).forEach((text, column) => (widths[column] = Math.max(widths[column] ?? 0, textWidth(text))));
  const widest = (column: number): number => widths[column] ?? 0;
  // A border and two blanks go with every column, and a border at the end.
  const room = (columns: number): number => width - severityWidth - 4 - 3 * columns;
  const rule = widest(0);
  const where = Math.min(widest(1), Math.max(names.join().length, Math.floor(width * 0.3)));
  const message = Math.min(widest(2), room(3) - rule - where);
  if (message >= Math.min(readable, widest(2))) return { groups: [[0], [1], [2]], widths: [rule, where, message] };
  const both = Math.max(rule, Math.min(where, room(2) - readable));
  const rest = Math.min(Math.max(widest(2), 'message'.length), room(2) - both);
  if (rest >= readable - 10) return { groups: [[0, 1], [2]], widths: [both, rest] };
  return { groups: [[0, 1, 2]], widths: [room(1)] };
}

function complianceLines({ compliance }: Report): readonly string[] {
  if (!compliance) return [];
  const width = Math.max(0, ...compliance.requirements.map(({ id }) => id.length));
  return [
    `${compliance.title}: ${countRequirements(compliance)}`,
    ...compliance.requirements.map(
      (one) =>
        `- ${harmless(one.id).padEnd(width)}  ${nameStatus(one).padEnd(11)}  ${harmless(explainRequirement(one))}`,
    ),
    '',
  ];
}

function closingLines(report: Report): readonly string[] {
  const notJudged = explainNotJudged(report);
  return [
    summarize(report),
    ...(notJudged.length === 0 ? [] : ['', 'Not judged:', ...notJudged.map((line) => `- ${line}`)]),
  ];
}

function foldLine(line: string, width: number): readonly string[] {
  const indent = line.startsWith('- ') ? 2 : 0;
  return wrap(line, width - indent).map((part, at) => (at === 0 ? part : ' '.repeat(indent) + part));
}

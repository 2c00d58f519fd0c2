/** Suppressions that stand beside what they suppress: a comment before a line, or metadata of a template's resource. */
import type { Finding, Location } from '../finding.ts';
import type { Problem } from '../rule.ts';
import type { SuppressionTarget } from './config.ts';
import type { RuleNames } from './rule-names.ts';

/** As written. */
export interface InFileSuppression {
  readonly names: readonly string[];
  /** Empty when none is given. */
  readonly reason: string;
  /** Where it stands. */
  readonly location: Location;
  readonly covers: InFileScope;
}

/** Lines count from 1; a pointer means itself and what is below it. */
export type InFileScope = { readonly line: number; readonly endLine?: number } | { readonly pointer: string };

type MessageId = 'unusedHere' | 'noReason' | 'unknownRule';

export interface InFileResult {
  readonly kept: readonly Finding[];
  readonly suppressed: readonly { readonly finding: Finding; readonly reason: string }[];
  /** For the rule `unused-suppression`. */
  readonly problems: readonly Problem<MessageId>[];
}

const directive = /^[ \t]*(?:#+|\/\/+|\/\*+)[ \t]*iam-audit-disable-next-line\b(.*)$/;
const comment = /^[ \t]*(?:#|\/\/|\/\*|\*|$)/;

/** The comments `iam-audit-disable-next-line RULE, RULE -- reason` of a text in YAML, HCL or JSONC. */
export function readComments(text: string, file: string): readonly InFileSuppression[] {
  if (!text.includes('iam-audit-disable-next-line')) return [];
  const lines = text.split(/\r?\n/);
  return lines.flatMap((line, index): InFileSuppression[] => {
    const written = directive.exec(line)?.[1]?.replace(/\*\/[ \t]*$/, '');
    if (written === undefined) return [];
    const next = nextLine(lines, index);
    const last = endOfBlock(lines, next);
    const [names = '', ...reason] = written.split(/[ \t]--[ \t]?/);
    return [
      {
        names: names.split(/[,\s]+/).filter((name) => name !== ''),
        reason: reason.join(' -- ').trim(),
        location: {
          file,
          line: index + 1,
          column: line.search(/\S/) + 1,
          endLine: index + 1,
          endColumn: line.trimEnd().length + 1,
        },
        covers: { line: next + 1, ...(last > next && { endLine: last + 1 }) },
      },
    ];
  });
}

/** The first line below that is neither blank nor a comment, so that several comments can stand together. */
function nextLine(lines: readonly string[], index: number): number {
  let next = index + 1;
  while (next < lines.length && comment.test(lines[next] ?? '')) next++;
  return next;
}

const blockHeader = /(?:[:-]|![\w:]+)[ \t]+[|>][-+1-9]{0,2}[ \t]*(?:#.*)?$/;

/** The last line of the YAML block that the line begins, since no comment can stand inside it; else the line itself. */
function endOfBlock(lines: readonly string[], first: number): number {
  const header = lines[first] ?? '';
  if (!blockHeader.test(header)) return first;
  let last = first;
  while (last + 1 < lines.length && isDeeper(lines[last + 1] ?? '', header.search(/\S/))) last++;
  return last;
}

function isDeeper(line: string, indent: number): boolean {
  return line.trim() === '' || line.search(/\S/) > indent;
}

/** Takes out what is suppressed; says which suppressions lack a reason, name no rule, or suppress nothing. */
export function applyInFile(
  findings: readonly Finding[],
  entries: readonly InFileSuppression[],
  known: RuleNames,
  /** Ids of the rules that ran: of the others nothing is known. */
  ran: ReadonlySet<string>,
): InFileResult {
  const read = entries.map((entry) => ({ entry, targets: entry.names.map((name) => known.resolve(name)) }));
  const used = new Set<InFileSuppression>();
  const kept: Finding[] = [];
  const suppressed: { finding: Finding; reason: string }[] = [];
  for (const finding of findings) {
    const fitting = read.filter(
      ({ entry, targets }) =>
        entry.reason !== '' && isWithin(finding, entry.covers) && targets.flat().some((one) => fits(one, finding)),
    );
    for (const { entry } of fitting) used.add(entry);
    const [first] = fitting;
    if (first) suppressed.push({ finding, reason: first.entry.reason });
    else kept.push(finding);
  }
  const problems = read.flatMap(({ entry, targets }) => problemsOf(entry, targets, used.has(entry), ran));
  return { kept, suppressed, problems };
}

function isWithin({ location }: Finding, scope: InFileScope): boolean {
  if ('line' in scope) {
    const { line = 0 } = location;
    return line >= scope.line && line <= (scope.endLine ?? scope.line);
  }
  const { pointer = '' } = location;
  return pointer === scope.pointer || pointer.startsWith(`${scope.pointer}/`);
}

function fits({ ruleId, pathId }: SuppressionTarget, finding: Finding): boolean {
  if (ruleId !== finding.ruleId) return false;
  const path = finding.evidence?.['path'] as { readonly id?: unknown } | undefined;
  return pathId === undefined || path?.id === undefined || path.id === pathId;
}

function problemsOf(
  { names, reason, location }: InFileSuppression,
  targets: readonly (readonly SuppressionTarget[])[],
  isUsed: boolean,
  ran: ReadonlySet<string>,
): readonly Problem<MessageId>[] {
  const at = { location };
  const unknown = names.filter((_, index) => targets[index]?.length === 0);
  if (names.length === 0 || unknown.length > 0)
    return [{ at, message: 'unknownRule', data: { names: unknown.length > 0 ? unknown : ['nothing'] } }];
  if (reason === '') return [{ at, message: 'noReason', data: { rules: names } }];
  const hasRun = targets.flat().some(({ ruleId }) => ran.has(ruleId));
  return isUsed || !hasRun ? [] : [{ at, message: 'unusedHere', data: { rules: names } }];
}

/** `--format NAME[=FILE]`: which reports, and where they go. */
import { appendFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InputError, UsageError } from '../errors.ts';
import { formatNames, loadPieceReporter, loadReporter } from '../report/index.ts';
import type { Report } from '../report/report.ts';
import type { Arguments, Io } from './command.ts';
import { didYouMean } from './parse-arguments.ts';
import { reasonOf } from './system-reason.ts';

export interface Output {
  readonly format: string;
  /** Absent: standard output. */
  readonly file?: string;
}

/** Throws UsageError for an unknown format (with the nearest) and for two reports on standard output. */
export function parseOutputs(args: Arguments, standard: string): readonly Output[] {
  const written = args.list('format');
  const outputs = (written.length > 0 ? written : [standard]).map((text): Output => {
    const equals = text.indexOf('=');
    const format = equals < 0 ? text : text.slice(0, equals);
    if (!formatNames.includes(format)) {
      throw new UsageError(
        `There is no format "${format}".${didYouMean(format, formatNames)} Formats: ${formatNames.join(', ')}.`,
      );
    }
    if (equals < 0) return { format };
    const file = text.slice(equals + 1);
    if (file === '') throw new UsageError(`--format ${text} names no file after "=".`);
    return { format, file };
  });
  const printed = outputs.filter(({ file }) => file === undefined);
  if (printed.length > 1) {
    throw new UsageError(
      `Only one report fits on standard output; write the others to files, as in --format ${printed[1]?.format ?? ''}=FILE.`,
    );
  }
  const files = outputs.flatMap(({ file }) => (file === undefined ? [] : [file]));
  const twice = files.find((file, index) => files.indexOf(file) < index);
  if (twice !== undefined) throw new UsageError(`Two reports would go to ${twice}; name a file for each.`);
  return outputs;
}

/** Writes every report; of those that cannot be written it complains only when the others are out. */
export async function writeReports(report: Report, outputs: readonly Output[], args: Arguments, io: Io): Promise<void> {
  const failed: string[] = [];
  for (const { format, file } of outputs) {
    const reporter = await loadPieceReporter(format);
    const color = file === undefined && wantsColor(args, io);
    const after = await suggestionsAfter(report, format, color);
    const pieces = withEnd(reporter(report, { width: io.columns, color }), after);
    if (file === undefined) for (const piece of pieces) await io.stdout(piece);
    else {
      await writeFile(resolve(io.cwd, file), pieces).catch((error: unknown) => {
        failed.push(`The report ${file} cannot be written: ${reasonOf(error)}.`);
      });
    }
  }
  if (outputs.some(({ format }) => format === 'github')) failed.push(...(await writeJobSummary(report, io)));
  if (failed.length > 0) throw new InputError(failed.join('\n'));
}

function* withEnd(pieces: Iterable<string>, end: string): Iterable<string> {
  yield* pieces;
  if (end !== '') yield end;
}

/** GitHub shows what a step appends to this file on the page of the run (docs.github.com, "Adding a job summary"). */
async function writeJobSummary(report: Report, io: Io): Promise<readonly string[]> {
  const file = io.env['GITHUB_STEP_SUMMARY'] ?? '';
  if (file === '') return [];
  const markdown = await loadReporter('markdown');
  return await appendFile(file, markdown(report, { width: io.columns, color: false })).then(
    () => [],
    (error: unknown) => [`The job summary cannot be written: ${reasonOf(error)}.`],
  );
}

/** Formats for people that have no place of their own for suggestions get them at the end. */
async function suggestionsAfter({ suggestions }: Report, format: string, color: boolean): Promise<string> {
  if (!suggestions) return '';
  if (format === 'markdown') return `\n${(await import('../report/suggest-markdown.ts')).suggestMarkdown(suggestions)}`;
  if (format !== 'table' && format !== 'stylish') return '';
  return `\n${(await import('../report/suggest-text.ts')).suggestText(suggestions, { color })}`;
}

/** Flags, then NO_COLOR, then FORCE_COLOR, then whether the output is a terminal. */
export function wantsColor(args: Arguments, io: Io): boolean {
  if (args.has('no-color')) return false;
  if (args.has('color')) return true;
  if ((io.env['NO_COLOR'] ?? '') !== '') return false;
  const forced = io.env['FORCE_COLOR'];
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  return io.stdoutIsTerminal;
}

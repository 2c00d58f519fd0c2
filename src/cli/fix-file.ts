/** Fixes one file in passes until nothing is left to fix, and writes it or shows the difference. */
import { readFileSync, writeFileSync } from 'node:fs';
import { applySuppressions } from '../config/suppress.ts';
import { newOutcome, prepare } from '../engine.ts';
import { InputError } from '../errors.ts';
import type { Finding, Fix } from '../finding.ts';
import { applyFixes } from '../fix/apply.ts';
import { lintFile, type LintedFile, type LintInput } from '../lint-file.ts';
import { harmless, printable } from '../report/harmless.ts';
import { acceptInFile } from './accept-in-file.ts';
import type { Io } from './command.ts';
import type { InputFile } from './gather.ts';
import { findSid, nameStatements } from './policy-list.ts';
import type { Setup } from './setup.ts';
import { reasonOf } from './system-reason.ts';

/** A rule whose fix makes work for another settles in two or three passes; more means two rules disagree. */
const mostPasses = 10;

/** The input with the fixed text, so that what is reported is what is left. Throws InputError; the file is then as before. */
export function fixFile(input: LintInput, file: InputFile, setup: Setup, now: Date, io: Io): LintInput {
  const { text, fixed, fixes } = fixUntilStable(input, setup, now);
  if (fixed === text) return input;
  write(file, text, fixed);
  io.stderr(`iam-audit: ${harmless(input.path)}: ${fixes === 1 ? '1 fix' : `${fixes} fixes`} written.\n`);
  return { ...input, bytes: Buffer.from(fixed, 'utf8') };
}

/**
 * Prints what `fixFile` would write, on standard error: standard output belongs to the report. Suggestions follow, each
 * for itself and as a change to the fixed text; they change access, so nothing applies them.
 */
export async function showFixes(input: LintInput, setup: Setup, now: Date, io: Io): Promise<void> {
  const { text, fixed } = fixUntilStable(input, setup, now);
  const { createTwoFilesPatch } = await import('diff');
  const show = (before: string, after: string): void => {
    if (before === after) return;
    const patch = createTwoFilesPatch(input.path, input.path, before, after, '', '', { context: 3 });
    const lines = patch.trimEnd().split('\n');
    lines.splice(0, lines.findIndex((line) => line.startsWith('--- '))); // prettier-ignore
    const shown = lines.map((line) => line.replace(/\r$/, '').split('\t').map((part) => harmless(part)).join('\t')); // prettier-ignore
    io.stderr(printable(shown));
  };
  show(text, fixed);
  const { kept } = findFixes({ ...input, bytes: Buffer.from(fixed, 'utf8') }, setup, now);
  for (const { ruleId, suggestions = [] } of kept) {
    for (const suggestion of suggestions) {
      io.stderr(`# suggestion, changes access, never applied: ${harmless(suggestion.title)} [${ruleId}]\n`);
      show(fixed, applyFixes(fixed, [suggestion]).text);
    }
  }
}

interface Fixed {
  readonly text: string;
  readonly fixed: string;
  readonly fixes: number;
}

function fixUntilStable(input: LintInput, setup: Setup, now: Date): Fixed {
  const text = Buffer.from(input.bytes).toString('utf8');
  let fixed = text;
  let count = 0;
  for (let pass = 0; pass < mostPasses; pass++) {
    const { linted, fixes } = findFixes({ ...input, bytes: Buffer.from(fixed, 'utf8') }, setup, now);
    if (fixed !== text && (linted.document === undefined || linted.document.syntaxError !== undefined)) {
      throw new InputError(
        'cannot be fixed: the fixes together would break it, which is a bug of ours; it is as before',
      );
    }
    // Of a name that stands twice the fix might take one away and bring the other into force.
    if (fixes.length === 0 || (linted.document?.duplicates.length ?? 0) > 0) return { text, fixed, fixes: count };
    const applied = applyFixes(fixed, fixes);
    if (applied.text === fixed) return { text, fixed, fixes: count };
    fixed = applied.text;
    count += applied.applied;
  }
  throw new InputError('cannot be fixed: its fixes undo each other, which is a bug of ours; it is as before');
}

/** A finding that somebody has accepted with a reason is not corrected behind his back. */
function findFixes(
  input: LintInput,
  setup: Setup,
  now: Date,
): { linted: LintedFile; kept: readonly Finding[]; fixes: readonly Fix[] } {
  const outcome = newOutcome();
  const runner = prepare(setup.rulesFor(input.path), { catalog: setup.catalog, now }, outcome);
  const linted = lintFile(input, runner);
  const sidOf = findSid.bind(undefined, (linted.forms ?? linted.policies).map(nameStatements));
  const { findings } = acceptInFile(linted, input.path, outcome.findings, setup.rulesFor(input.path));
  const { kept } = applySuppressions(findings, setup.config, { now, sidOf });
  return { linted, kept, fixes: kept.flatMap(({ fix }) => fix ?? []) };
}

/** Never over somebody else's edit: the file must still be what was read. */
function write({ found }: InputFile, text: string, fixed: string): void {
  const absolute = found?.absolute;
  if (absolute === undefined) return;
  try {
    if (readFileSync(absolute, 'utf8') !== text) throw new InputError('it changed meanwhile');
    writeFileSync(absolute, fixed);
  } catch (error) {
    throw new InputError(`cannot be fixed: ${reasonOf(error)}`, { cause: error });
  }
}

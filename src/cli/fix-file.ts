/** Fixes one file in passes until nothing is left to fix, and writes it or shows the difference. */
import { readFileSync, writeFileSync } from 'node:fs';
import { newOutcome, prepare } from '../engine.ts';
import { InputError } from '../errors.ts';
import { applyFixes } from '../fix/apply.ts';
import { lintFile, type LintInput } from '../lint-file.ts';
import type { Io } from './command.ts';
import type { InputFile } from './gather.ts';
import type { Setup } from './setup.ts';

/** A rule whose fix makes work for another settles in two or three passes; more means two rules disagree. */
const mostPasses = 10;

/** The input with the fixed text, so that what is reported is what is left. */
export async function fixFile(
  input: LintInput,
  file: InputFile,
  setup: Setup,
  now: Date,
  dryRun: boolean,
  io: Io,
): Promise<LintInput> {
  const { text, fixed } = fixUntilStable(input, setup, now);
  if (fixed === text) return input;
  if (dryRun) {
    const { createTwoFilesPatch } = await import('diff');
    const { harmless } = await import('../report/harmless.ts');
    const patch = createTwoFilesPatch(input.path, input.path, text, fixed, '', '', { context: 3 });
    io.stderr(patch.split('\n').slice(1).map(harmless).join('\n'));
  } else write(file, text, fixed);
  return { ...input, bytes: Buffer.from(fixed, 'utf8') };
}

function fixUntilStable(input: LintInput, setup: Setup, now: Date): { text: string; fixed: string } {
  const text = Buffer.from(input.bytes).toString('utf8');
  let fixed = text;
  for (let pass = 0; pass < mostPasses; pass++) {
    const outcome = newOutcome();
    lintFile(
      { ...input, bytes: Buffer.from(fixed, 'utf8') },
      prepare(setup.rulesFor(input.path), { catalog: setup.catalog, now }, outcome),
    );
    const fixes = outcome.findings.flatMap(({ fix }) => fix ?? []);
    if (fixes.length === 0) break;
    fixed = applyFixes(fixed, fixes).text;
  }
  return { text, fixed };
}

/** Never over somebody else's edit: the file must still be what was read. */
function write({ found, path }: InputFile, text: string, fixed: string): void {
  const absolute = found?.absolute;
  if (absolute === undefined) return;
  try {
    if (readFileSync(absolute, 'utf8') !== text) throw new Error('it changed meanwhile');
    writeFileSync(absolute, fixed);
  } catch (error) {
    throw new InputError(`${path} cannot be fixed (${error instanceof Error ? error.message : String(error)}).`);
  }
}

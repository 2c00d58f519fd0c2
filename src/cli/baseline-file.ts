/** Reading and writing the file of known findings. */
import { readFile, writeFile } from 'node:fs/promises';
import { applyBaseline, makeBaseline, parseBaseline, type Baseline } from '../config/baseline.ts';
import { InputError } from '../errors.ts';
import type { Finding } from '../finding.ts';
import { harmless } from '../report/harmless.ts';
import type { Io } from './command.ts';
import { resolve } from 'node:path';
import { reasonOf } from './system-reason.ts';

/** Writes the findings; throws InputError. */
export async function updateBaseline(file: string, findings: readonly Finding[], io: Io): Promise<void> {
  await writeFile(resolve(io.cwd, file), makeBaseline(findings)).catch((error: unknown) => {
    throw new InputError(`The baseline ${file} cannot be written: ${reasonOf(error)}.`, { cause: error });
  });
  const count = `${findings.length} finding${findings.length === 1 ? '' : 's'}`;
  io.stderr(`iam-audit: ${count} written to the baseline ${harmless(file)}.\n`);
}

/** Reads it; throws InputError. */
export async function loadBaseline(file: string, io: Io): Promise<Baseline> {
  const text = await readFile(resolve(io.cwd, file), 'utf8').catch((error: unknown) => {
    throw new InputError(`The baseline ${file} cannot be read: ${reasonOf(error)}. --update-baseline makes it.`, {
      cause: error,
    });
  });
  return parseBaseline(text, file);
}

/** The findings that it does not know. */
export function newTo(baseline: Baseline, findings: readonly Finding[]): readonly Finding[] {
  return applyBaseline(findings, baseline).kept;
}

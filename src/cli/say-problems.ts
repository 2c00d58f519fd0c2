/** What of a snapshot was left out, on standard error, so that no answer from it seems to rest on all of it. */
import type { Account } from '../account/model.ts';
import { harmless } from '../report/harmless.ts';
import type { Io } from './command.ts';

export function sayProblems({ problems }: Account, io: Io): void {
  for (const problem of problems) io.stderr(`iam-audit: ${harmless(problem)}\n`);
}

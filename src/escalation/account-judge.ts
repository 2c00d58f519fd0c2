/**
 * The seam to the search through a whole account. It is a large part of the program that linting files does not need, so
 * whoever scans accounts provides it.
 */
import type { reportEscalations } from './graph/findings.ts';

type Judge = typeof reportEscalations;

let provided: Judge | undefined;

/** Called once by what scans accounts. */
export function provideAccountJudge(judge: Judge): void {
  provided = judge;
}

/** Reports the ways to more permissions in an account. Throws when nobody provided it: silence would look like a pass. */
export const judgeAccount: Judge = (...asked) => {
  if (!provided) throw new Error('The search for escalation paths in accounts is not loaded.');
  provided(...asked);
};

import { provideAccountJudge } from '../account-judge.ts';
import { reportEscalations } from './findings.ts';

/** Lets rules search whole accounts. */
export function provideGraph(): void {
  provideAccountJudge(reportEscalations);
}

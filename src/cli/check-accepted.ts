/** Which results of checks somebody has accepted: by a suppression of the configuration, or in the baseline. */
import type { Baseline } from '../config/baseline.ts';
import type { Config } from '../config/config.ts';
import { applySuppressions } from '../config/suppress.ts';
import { UsageError } from '../errors.ts';
import type { Finding } from '../finding.ts';
import { checkNames } from '../semantics/check-case.ts';
import type { CheckOptions, CheckResult } from '../semantics/compare/checks.ts';
import { resultsByStatement } from '../semantics/check-statements.ts';
import { loadBaseline, newTo } from './baseline-file.ts';
import { findingOf, type Answer } from './check-report.ts';
import type { Arguments, Io } from './command.ts';
import { findSid } from './policy-list.ts';
import { loadConfiguration } from './setup.ts';

/** What is known before the checks run. */
export interface Acceptance {
  readonly config: Config;
  readonly baseline: Baseline | undefined;
  /** File to write what is found to, instead of reporting it. */
  readonly update: string | undefined;
  readonly now: Date;
}

/** Reads configuration and baseline. */
export async function loadAcceptance(args: Arguments, io: Io): Promise<Acceptance> {
  const file = args.text('baseline');
  const isUpdate = args.has('update-baseline');
  if (isUpdate && file === undefined) throw new UsageError('--update-baseline needs --baseline FILE.');
  const config = await loadConfiguration(args, io);
  const baseline = file === undefined || isUpdate ? undefined : await loadBaseline(file, io);
  return { config, baseline, update: isUpdate ? file : undefined, now: io.now() };
}

/** Whether single statements have to be told apart. */
function mayAccept({ config, baseline, update }: Acceptance): boolean {
  const isNamed = (id: string): boolean => checkNames.some((name) => name === id);
  const named = config.suppressions.some(({ targets }) => targets.some(({ ruleId }) => isNamed(ruleId)));
  return named || baseline !== undefined || update !== undefined;
}

/** An answer, and what is left of it. */
export interface Judged {
  readonly answer: Answer;
  /** What people are shown: a result that nobody accepted, where there is one. */
  readonly shown: CheckResult;
  readonly findings: readonly Finding[];
  readonly suppressed: readonly { readonly finding: Finding; readonly reason: string }[];
  /** Why a result other than PASS does not count. */
  readonly accepted: string | undefined;
}

/** Weighs an answer; `everyStatement` finds all statements that fail, which takes longer. */
export function judge(
  answer: Answer,
  acceptance: Acceptance,
  everyStatement: boolean,
  options: () => CheckOptions,
): Judged {
  const { result, subject } = answer;
  const isDeep = everyStatement || mayAccept(acceptance);
  const results = isDeep ? resultsByStatement(answer.asked, result, options) : [result];
  const found = results.flatMap((one): [Finding, CheckResult][] => {
    const finding = findingOf(answer, one);
    return finding === undefined ? [] : [[finding, one]];
  });
  const sidOf = (finding: Finding): string | undefined => findSid([subject.policy], finding);
  const all = found.map(([finding]) => finding);
  const { kept, suppressed } = applySuppressions(all, acceptance.config, { now: acceptance.now, sidOf });
  const findings = acceptance.baseline === undefined ? kept : newTo(acceptance.baseline, kept);
  const shown = found.find(([finding]) => finding === findings[0])?.[1] ?? result;
  const isAccepted = all.length > 0 && findings.length === 0;
  const accepted = isAccepted ? (suppressed[0]?.reason ?? 'known, in the baseline') : undefined;
  return { answer, shown, findings, suppressed, accepted };
}

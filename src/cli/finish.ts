/** From what a run found to what people get: suppressions, baseline, reports, exit status. */
import { resolve } from 'node:path';
import type { FailLevel } from '../config/config.ts';
import { applySuppressions, suppressionProblems, type Judged } from '../config/suppress.ts';
import { unusedSuppression } from '../config/unused-suppression.ts';
import type { Outcome } from '../engine.ts';
import { makeFinding, sortFindings } from '../engine-report.ts';
import { UsageError } from '../errors.ts';
import { severities, type Finding, type Location } from '../finding.ts';
import { knownRules } from '../known-rules.ts';
import { harmless } from '../report/harmless.ts';
import type { Report, ReportedRule, Skipped, Summary } from '../report/report.ts';
import { version } from '../version.ts';
import { loadBaseline, newTo, updateBaseline } from './baseline-file.ts';
import type { Arguments, Io } from './command.ts';
import { docsOf } from './docs-of.ts';
import { writeReports, type Output } from './outputs.ts';
import type { Setup } from './setup.ts';

export interface Run {
  readonly setup: Setup;
  readonly outcome: Outcome;
  readonly now: Date;
  readonly policies: Report['policies'];
  readonly skipped: readonly Skipped[];
  /** Suppressed by the files themselves. */
  readonly suppressed?: Report['suppressed'];
  readonly counts: Omit<Summary, (typeof severities)[number]>;
  readonly account?: Report['account'];
  readonly access?: Report['access'];
  readonly suggestions?: Report['suggestions'];
  readonly compliance?: Report['compliance'];
  readonly judged: Judged;
  readonly sidOf: (finding: Finding) => string | undefined;
  readonly sourceLine: (location: Location) => string | undefined;
  readonly excerptOf?: Report['excerptOf'];
  readonly principals?: Report['principals'];
  /** Inputs that could not be judged; already printed. The run then ends with 2. */
  readonly failed: boolean;
  readonly outputs: readonly Output[];
}

/** Prints the reports and gives the exit status. */
export async function finishRun(run: Run, args: Arguments, io: Io): Promise<number> {
  const { setup, outcome } = run;
  sayCrashes(outcome, args, io);
  const sorted = sortFindings(outcome.findings);
  const { config } = setup;
  const suppressions = applySuppressions(sorted, config, { now: run.now, sidOf: run.sidOf, judged: run.judged });
  const stale = setup.rulesFor().find(({ rule }) => rule === unusedSuppression);
  const staleFindings = stale
    ? suppressionProblems(config, suppressions).map((problem) => makeFinding(stale, problem))
    : [];
  const reported = sortFindings([...suppressions.kept, ...staleFindings]);
  const findings = await withoutBaseline(reported, setup, args, io);
  const failOn = (args.text('fail-on') as FailLevel | undefined) ?? config.failOn ?? 'security';
  const tooMany = tooManyWarnings(findings, args.number('max-warnings', 0) ?? config.maxWarnings, io);
  const counted = findings.filter(({ severity }) => counts(severity, failOn) || (tooMany && severity === 'warning'));
  const shown = args.has('quiet') ? counted : findings;
  sayLeftOut(findings.length - shown.length, io);
  const inFile = (run.suppressed ?? []).map((one) => ({ ...one, isInFile: true }));
  await writeReports(makeReport(run, shown, [...inFile, ...suppressions.suppressed]), run.outputs, args, io);
  if (run.failed || outcome.crashes.size > 0) return 2;
  return counted.length > 0 ? 1 : 0;
}

/** A report without findings must not look like a run without findings. */
function sayLeftOut(count: number, io: Io): void {
  if (count > 0) io.stderr(`iam-audit: --quiet left out ${countOf(count, 'finding')} below --fail-on.\n`);
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function counts(severity: Finding['severity'], failOn: FailLevel): boolean {
  return failOn !== 'never' && severities.indexOf(severity) <= severities.indexOf(failOn);
}

function tooManyWarnings(findings: readonly Finding[], most: number | undefined, io: Io): boolean {
  const found = findings.filter(({ severity }) => severity === 'warning').length;
  if (most === undefined || found <= most) return false;
  io.stderr(`iam-audit: ${countOf(found, 'warning')}, and --max-warnings allows ${most}.\n`);
  return true;
}

export function sayCrashes({ crashes }: Outcome, args: Arguments, io: Io): void {
  for (const [id, error] of crashes) {
    const stack = args.has('debug') && error instanceof Error ? `\n${linesOf(error.stack ?? '').join('\n')}` : '';
    const message = error instanceof Error ? error.message : String(error);
    io.stderr(
      `iam-audit: the rule ${id} failed, which is a bug of ours; please report it (${harmless(message, 200)})${stack}\n`,
    );
  }
}

/** A stack begins with the message, and that may hold whatever a policy holds. */
function linesOf(stack: string): readonly string[] {
  return stack.split('\n').map((line) => harmless(line));
}

async function withoutBaseline(
  findings: readonly Finding[],
  setup: Setup,
  args: Arguments,
  io: Io,
): Promise<readonly Finding[]> {
  const named = args.text('baseline');
  const { baseline, place } = setup.config;
  const file = named ?? (baseline === undefined ? undefined : resolve(place?.dir ?? io.cwd, baseline));
  if (file === undefined) {
    if (args.has('update-baseline'))
      throw new UsageError('--update-baseline needs --baseline FILE, or "baseline" in the configuration.');
    return findings;
  }
  if (args.has('update-baseline')) {
    await updateBaseline(file, findings, io);
    return [];
  }
  return newTo(await loadBaseline(file, io), findings);
}

function makeReport(run: Run, findings: readonly Finding[], suppressed: Report['suppressed']): Report {
  const { setup, outcome } = run;
  const bySeverity = { error: 0, security: 0, warning: 0, suggestion: 0 };
  for (const { severity } of findings) bySeverity[severity]++;
  const named = new Set([...findings, ...suppressed.map(({ finding }) => finding)].map(({ ruleId }) => ruleId));
  const rules = knownRules
    .filter(({ meta }) => named.has(meta.id))
    .map(({ meta }): [string, ReportedRule] => [meta.id, { ...meta, docs: docsOf(meta.id) }]);
  const crashed = [...outcome.crashes.keys()].map((ruleId) => ({ ruleId, reason: 'the rule failed (a bug)' }));
  return {
    tool: { name: 'iam-audit', version, catalog: setup.catalog.date },
    findings,
    policies: run.policies,
    skipped: [...run.skipped, ...outcome.skipped, ...crashed],
    suppressed,
    summary: { ...bySeverity, ...run.counts },
    rules: new Map(rules),
    ...(run.account && { account: run.account }),
    ...(run.access && { access: run.access }),
    ...(run.suggestions && { suggestions: run.suggestions }),
    ...(run.compliance && { compliance: run.compliance }),
    sourceLine: run.sourceLine,
    ...(run.excerptOf && { excerptOf: run.excerptOf }),
    ...(run.principals && { principals: run.principals }),
  };
}

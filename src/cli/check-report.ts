/** Results of checks as a report, for `--format sarif` and `github`. */
import { openCatalog } from '../catalog/iam-data.ts';
import { makeFinding, sortFindings } from '../engine-report.ts';
import type { Finding } from '../finding.ts';
import { loadReporter } from '../report/index.ts';
import type { Report, Skipped } from '../report/report.ts';
import type { Check, CheckName } from '../semantics/check-case.ts';
import { contentOf } from '../semantics/check-statements.ts';
import type { CheckResult } from '../semantics/compare/checks.ts';
import { homepage, version } from '../version.ts';
import { checkRules } from './check-rules.ts';
import type { Io } from './command.ts';
import type { LoadedPolicy } from './policy-file.ts';
import { witnessCommand } from './witness-command.ts';

/** What became of one policy. */
export interface Answer {
  readonly asked: Check;
  readonly result: CheckResult;
  readonly subject: LoadedPolicy;
  /** There was no policy of this name to compare with. */
  readonly isNew: boolean;
}

/** What is reported of one answer. */
export interface Reported {
  readonly answer: Answer;
  readonly findings: readonly Finding[];
  readonly suppressed: Report['suppressed'];
}

/** Prints one report on all answers. */
export async function printReport(
  format: string,
  check: CheckName,
  reported: readonly Reported[],
  skipped: readonly Skipped[],
  io: Io,
): Promise<void> {
  const reporter = await loadReporter(format);
  await io.stdout(reporter(makeReport(check, reported, skipped), { width: io.columns, color: false }));
}

function makeReport(check: CheckName, reported: readonly Reported[], skipped: readonly Skipped[]): Report {
  const { meta } = checkRules[check];
  const answers = reported.map(({ answer }) => answer);
  const findings = sortFindings(reported.flatMap((one) => one.findings));
  const count = (severity: Finding['severity']): number => findings.filter((one) => one.severity === severity).length;
  return {
    command: 'check',
    tool: { name: 'iam-audit', version, catalog: openCatalog().date },
    findings,
    policies: answers.map(({ subject }) => ({ file: subject.file, policyType: subject.policy.type, pointer: '' })),
    skipped,
    suppressed: reported.flatMap((one) => one.suppressed),
    summary: {
      error: 0,
      security: count('security'),
      warning: count('warning'),
      suggestion: 0,
      files: answers.length,
      policies: answers.length,
      users: 0,
      groups: 0,
      roles: 0,
    },
    rules: new Map([[meta.id, { ...meta, docs: `${homepage}/blob/main/docs/semantics.md` }]]),
    sourceLine: () => undefined,
  };
}

/**
 * FAIL stands at the statement that gives the access; UNKNOWN is a warning, as nothing is known to be wrong. The documents
 * are part of the fingerprint: what was accepted for them says nothing of others that fail by the same request.
 */
export function findingOf({ asked, subject }: Answer, result: CheckResult): Finding | undefined {
  const active = { rule: checkRules[asked.check], options: {} };
  const { policy, file } = subject;
  if (result.result === 'PASS') return undefined;
  const documents = contentOf(asked);
  if (result.result === 'UNKNOWN') {
    const data = { reason: result.unknownReason, documents };
    return makeFinding(active, { at: policy, message: 'unknown', data, severity: 'warning' });
  }
  const { witness, reasons } = result;
  const statement = policy.statements.find(({ index }) => index === reasons[0]?.statementIndex);
  const data = {
    reason: reasons.map(({ description }) => description).join('; '),
    command: witnessCommand(witness, file, policy.type),
    documents,
  };
  return makeFinding(active, { at: statement ?? policy, message: 'granted', data, evidence: { witness } });
}

/** Results of checks as JSON Lines and for people. */
import { harmless } from '../report/harmless.ts';
import type { CheckResult } from '../semantics/compare/checks.ts';
import type { LoadedPolicy } from './policy-file.ts';
import { witnessCommand } from './witness-command.ts';

/** The members of an output line. */
export function outputOf(result: CheckResult, accepted?: string): Readonly<Record<string, unknown>> {
  const output = result.result === 'FAIL' ? { ...result } : { ...result, witness: null };
  return accepted === undefined ? output : { ...output, accepted };
}

/** A result for people, with the command that shows the witness once more. */
export function describe(result: CheckResult, subject: LoadedPolicy, accepted?: string): string {
  const text = describeResult(result, subject);
  return accepted === undefined ? text : `${text}Accepted: ${harmless(accepted)}\n`;
}

function describeResult(result: CheckResult, subject: LoadedPolicy): string {
  if (result.result === 'PASS') return 'PASS\n';
  if (result.result === 'UNKNOWN') return `UNKNOWN: ${harmless(result.unknownReason)}\n`;
  const { witness, reasons } = result;
  const context = Object.entries(witness.context).map(([key, value]) => harmless(`  ${key}  ${JSON.stringify(value)}`));
  return [
    'FAIL',
    ...reasons.map(({ description }) => harmless(`  ${description}`)),
    '',
    'This request is allowed:',
    harmless(`  principal  ${witness.principal}`),
    harmless(`  action  ${witness.action}`),
    harmless(`  resource  ${witness.resource}`),
    ...context,
    '',
    witnessCommand(witness, subject.file, subject.policy.type),
    '',
  ].join('\n');
}

/** Lints a text with every rule that is on by default, as the command line would. */
import { openCatalog } from '../../src/catalog/iam-data.ts';
import { prepareReaders, readFile } from '../../src/document/readers.ts';
import { newOutcome, prepare } from '../../src/engine.ts';
import { sortFindings } from '../../src/engine-report.ts';
import type { Finding } from '../../src/finding.ts';
import { lintFile, type LintedFile } from '../../src/lint-file.ts';
import type { Policy } from '../../src/policy/model.ts';
import { rules } from '../../src/rules/index.ts';

export interface Linted {
  readonly findings: readonly Finding[];
  /** `line:column rule`, in order. */
  readonly brief: readonly string[];
  /** `line:column message`. */
  readonly unread: readonly string[];
  readonly file: LintedFile;
}

const catalog = openCatalog();

export async function lintText(text: string, path: string, named = true): Promise<Linted> {
  await prepareReaders([path]);
  const outcome = newOutcome();
  const active = rules
    .filter(({ meta }) => meta.offByDefault !== true)
    .map((rule) => ({
      rule,
      options: Object.fromEntries(Object.entries(rule.meta.options ?? {}).map(([name, one]) => [name, one.default])),
    }));
  const runner = prepare(active, { catalog, now: new Date('2026-11-01T00:00:00Z') }, outcome);
  const file = lintFile({ path, bytes: new TextEncoder().encode(text), named }, runner);
  for (const error of outcome.crashes.values()) throw error;
  const findings = sortFindings(outcome.findings);
  return {
    findings,
    brief: findings.map(({ location, ruleId }) => `${location.line}:${location.column} ${ruleId}`),
    unread: (file.unread ?? []).map(({ location, message }) => `${location.line}:${location.column} ${message}`),
    file,
  };
}

/** The policies of a text, with the pointer and the type of each. */
export async function policiesOf(text: string, path: string): Promise<readonly Policy[]> {
  await prepareReaders([path]);
  return readFile(text, path, {}).policies.map(({ policy }) => policy);
}

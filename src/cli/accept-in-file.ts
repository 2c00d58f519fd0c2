/** Applies what a file says of its own findings, as soon as they are there. */
import { applyInFile, readComments } from '../config/in-file.ts';
import { indexRuleNames, type RuleNames } from '../config/rule-names.ts';
import { unusedSuppression } from '../config/unused-suppression.ts';
import { kindOfFile } from '../document/file-kind.ts';
import type { ActiveRule } from '../engine.ts';
import { makeFinding } from '../engine-report.ts';
import type { Finding } from '../finding.ts';
import { knownRules } from '../known-rules.ts';
import type { LintedFile } from '../lint-file.ts';
import type { Report } from '../report/report.ts';

let names: RuleNames | undefined;

export interface Accepted {
  /** What is left, and what is wrong with the suppressions themselves. */
  readonly findings: readonly Finding[];
  readonly suppressed: Report['suppressed'];
}

/** `findings`: those of this file. */
export function acceptInFile(
  linted: LintedFile,
  path: string,
  findings: readonly Finding[],
  rules: readonly ActiveRule[],
): Accepted {
  const comments = linted.document && mayHaveComments(path) ? readComments(linted.document.text, path) : [];
  const entries = [...comments, ...(linted.suppressions ?? [])];
  if (entries.length === 0) return { findings, suppressed: [] };
  names ??= indexRuleNames(knownRules.map(({ meta }) => meta));
  const ran = new Set(rules.map(({ rule }) => rule.meta.id));
  const { kept, suppressed, problems } = applyInFile(findings, entries, names, ran);
  const own = rules.find(({ rule }) => rule === unusedSuppression);
  return { findings: [...kept, ...(own ? problems.map((problem) => makeFinding(own, problem)) : [])], suppressed };
}

/** JSON has no comments: what looks like one there is a syntax error or part of a string. */
function mayHaveComments(path: string): boolean {
  const kind = kindOfFile(path);
  return kind === 'jsonc' || kind === 'yaml' || kind === 'terraform';
}

/** One file's bytes to the policies in it, with the file's own findings on the way. Pure: reading files is the caller's. */
import { detectCredentialsCsv } from './document/credentials-csv.ts';
import { decodeText } from './document/decode.ts';
import { looksLikePolicyText, readPolicies } from './document/detect.ts';
import { kindOfFile } from './document/file-kind.ts';
import { readJson, type JsonDocument } from './document/json.ts';
import type { Runner } from './engine.ts';
import type { Policy, PolicyType } from './policy/model.ts';
import type { FileSubject } from './rule.ts';

export interface LintInput {
  /** As findings name it. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Named by a person: a file without a policy is then an error rather than passed over. */
  readonly named: boolean;
  readonly policyType?: PolicyType | undefined;
  readonly resourceType?: string | undefined;
}

export interface LintedFile {
  readonly policies: readonly Policy[];
  /** Absent when the file could not be read as text. */
  readonly document?: JsonDocument;
  /** Why the file could not be judged, as a predicate: "is binary". */
  readonly problem?: string;
  /** Something was judged: a policy, a broken policy, or a credentials file. */
  readonly judged: boolean;
}

/** Runs the runner's rules over everything in the file. */
export function lintFile(input: LintInput, runner: Runner): LintedFile {
  const decoded = decodeText(input.bytes);
  if ('problem' in decoded && decoded.problem !== 'empty') {
    return { policies: [], problem: decoded.message, judged: false };
  }
  const text = 'text' in decoded ? decoded.text : '';
  const kind = kindOfFile(input.path);
  if (kind === 'csv' || (kind === undefined && !/^\uFEFF?\s*[{[]/.test(text))) {
    if (lintCredentials(text, input.path, runner)) return { policies: [], judged: true };
    if (kind === 'csv') return { policies: [], judged: false };
  }
  return lintJson(text, input, runner);
}

function lintCredentials(text: string, path: string, runner: Runner): boolean {
  const credentials = detectCredentialsCsv(text, path);
  if (!credentials) return false;
  runner.file({ ...bare(path), credentials });
  return true;
}

function lintJson(text: string, input: LintInput, runner: Runner): LintedFile {
  const { path, named, policyType, resourceType } = input;
  const document = readJson(text, { file: path, jsonc: kindOfFile(path) === 'jsonc' });
  if (document.syntaxError) {
    const isOurs = named || policyType !== undefined || looksLikePolicyText(text);
    if (isOurs) runner.file({ ...bare(path), syntaxErrors: [document.syntaxError] });
    return { policies: [], document, judged: isOurs };
  }
  const {
    policies: found,
    syntaxErrors,
    duplicates,
  } = readPolicies(document, {
    ...(policyType !== undefined && { policyType }),
    ...(resourceType !== undefined && { resourceType }),
  });
  const policies = found.map(({ policy }) => policy);
  if (syntaxErrors.length > 0 || duplicates.length > 0) runner.file({ ...bare(path), syntaxErrors, duplicates });
  for (const policy of policies) runner.policy(policy);
  return { policies, document, judged: policies.length > 0 || syntaxErrors.length > 0 };
}

function bare(path: string): FileSubject {
  return { path, location: { file: path }, syntaxErrors: [], duplicates: [] };
}

/** One file's bytes to the policies in it, with the file's own findings on the way. Pure: reading files is the caller's. */
import { detectCredentialsCsv } from './document/credentials-csv.ts';
import { decodeText } from './document/decode.ts';
import type { FoundPolicies } from './document/detect.ts';
import { kindOfFile } from './document/file-kind.ts';
import { readFile, type ReadDocument, type ReadOptions } from './document/readers.ts';
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
  /** The other files of the folder, for formats whose files depend on each other. */
  readonly siblings?: ReadOptions['siblings'];
}

export interface LintedFile {
  readonly policies: readonly Policy[];
  /** The policies, those that have several forms in each of them. Absent when that is the same. */
  readonly forms?: readonly Policy[];
  /** Absent when the file could not be read as text, and when its text must not be shown. */
  readonly document?: ReadDocument;
  /** Policies that are there and could not be read. */
  readonly unread?: FoundPolicies['unread'];
  /** What the document's own data say of findings in it, comments aside. */
  readonly suppressions?: FoundPolicies['suppressions'];
  /** Why the file could not be judged, as a predicate: "is binary". */
  readonly problem?: string;
  /** Something was judged: a policy, a broken policy, or a credentials file. */
  readonly judged: boolean;
}

/** Runs the runner's rules over everything in the file. `prepareReaders` must have been called for its path. */
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
  return lintPolicies(text, input, runner);
}

function lintCredentials(text: string, path: string, runner: Runner): boolean {
  const credentials = detectCredentialsCsv(text, path);
  if (!credentials) return false;
  runner.file({ ...bare(path), credentials });
  return true;
}

function lintPolicies(text: string, input: LintInput, runner: Runner): LintedFile {
  const { path, named, policyType, resourceType, siblings } = input;
  const { policies: found, ...reading } = readFile(text, path, { policyType, resourceType, siblings });
  const { document, syntaxErrors, duplicates, unread, attachments = [], holders = [], suppressions } = reading;
  if (document.syntaxError) {
    const isOurs = named || policyType !== undefined || reading.looksLikePolicies;
    if (isOurs) runner.file({ ...bare(path), syntaxErrors: [document.syntaxError] });
    return { policies: [], document, unread, judged: isOurs };
  }
  const policies = found.filter((one) => one.isAlternative !== true).map(({ policy }) => policy);
  if (syntaxErrors.length > 0 || duplicates.length > 0) runner.file({ ...bare(path), syntaxErrors, duplicates });
  for (const holder of holders) runner.holder(holder);
  for (const { policy } of found) runner.policy(policy);
  for (const attachment of attachments) runner.attachment(attachment);
  const judged = policies.length > 0 || syntaxErrors.length > 0 || attachments.length > 0;
  const forms = found.map(({ policy }) => policy);
  const shown = {
    policies,
    forms,
    ...(reading.hidesLines !== true && { document }),
    ...(suppressions && { suppressions }),
    unread,
    judged,
  };
  return !judged && unread.length > 0 ? { ...shown, problem: describeUnread(unread) } : shown;
}

/** The first reason; the others stand under what was not judged. */
function describeUnread(unread: readonly { readonly message: string }[]): string {
  const more = unread.length > 1 ? ` (and ${unread.length - 1} more)` : '';
  return `holds nothing that could be judged: ${unread[0]?.message.replace(/\.$/, '') ?? ''}${more}`;
}

function bare(path: string): FileSubject {
  return { path, location: { file: path }, syntaxErrors: [], duplicates: [] };
}

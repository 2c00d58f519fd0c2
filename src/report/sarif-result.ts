/** A finding as a SARIF result. */
import type { Finding, Fix, Location, ResourceRef } from '../finding.ts';
import { escapeVisibly, withoutHalfPair } from './harmless.ts';
import type { Report } from './report.ts';
import { accountPath, encodePart, kindOf } from './where.ts';

/** What JSON.stringify takes. */
export type SarifObject = Readonly<Record<string, unknown>>;

interface Setting {
  readonly ruleIndex: number;
  readonly account: Report['account'];
  readonly suppressions: readonly SarifObject[] | undefined;
}

/** GitHub's limits: characters of a message, and related locations and steps that are shown. */
const longestMessage = 1000;
const mostRelated = 100;
const mostSteps = 1000;

/** The result for one finding; an account finding without a file stands at a path made up by `accountPath`. */
export function sarifResult(finding: Finding, { ruleIndex, account, suppressions }: Setting): SarifObject {
  const { ruleId, messageId, message, severity, location, resource, related, fingerprint } = finding;
  const placed = {
    physicalLocation: physicalLocation(location, resource, account),
    ...(resource && { logicalLocations: [logicalLocation(resource)] }),
  };
  const fixes = fixesOf(finding);
  const flow = flowOf(finding, placed);
  return {
    ruleId,
    ruleIndex,
    level: levelOf(severity),
    message: { text: cutText(message) },
    locations: [placed],
    partialFingerprints: {
      'iamAuditFingerprint/v1': fingerprint,
      // GitHub works this out from the source line, which an account finding does not have.
      ...(location.line === undefined && { primaryLocationLineHash: `${fingerprint}:1` }),
    },
    ...(related &&
      related.length > 0 && {
        relatedLocations: related.slice(0, mostRelated).map((item, at) => relatedLocation(item, at, account)),
      }),
    ...(flow && { codeFlows: [flow] }),
    ...(fixes.length > 0 && { fixes }),
    ...(suppressions && { suppressions }),
    properties: {
      messageId,
      severity,
      ...(location.pointer !== undefined && { pointer: wellFormed(location.pointer) }),
    },
  };
}

/** `error` and `security` block a merge on GitHub, so both are errors. */
export function levelOf(severity: string): 'error' | 'warning' | 'note' {
  if (severity === 'warning') return 'warning';
  return severity === 'suggestion' ? 'note' : 'error';
}

/** One line that is no longer than GitHub takes, and holds no link (SARIF 3.11.6, "Messages with embedded links"). */
export function cutText(text: string, most = longestMessage): string {
  const cut = text.length > most ? `${withoutHalfPair(text.slice(0, most - 1))}…` : text;
  const line = wellFormed(cut.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, escapeVisibly)).replaceAll('](', '] (');
  return line.trim() === '' ? '(no text)' : line;
}

function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}

function physicalLocation(
  { file, line = 1, column = 1, endLine = line, endColumn }: Location,
  resource: ResourceRef | undefined,
  account: Report['account'],
): SarifObject {
  const end = endColumn ?? (endLine === line ? column + 1 : 1);
  return {
    artifactLocation: { uri: file === undefined ? accountPath(account, resource) : uriOf(file) },
    region: { startLine: line, startColumn: column, endLine, endColumn: end },
  };
}

/** A relative reference, or a `file:` URI for a path outside the working directory (also `C:/…`). */
function uriOf(file: string): string {
  const windows = /^[A-Za-z]:\//.test(file);
  if (windows) return `file:///${file.slice(0, 2)}${encodePath(file.slice(2))}`;
  return file.startsWith('/') ? `file://${encodePath(file)}` : encodePath(file);
}

function encodePath(path: string): string {
  return path
    .split('/')
    .map((part) => (/^\.*$/.test(part) ? part : encodePart(part)))
    .join('/');
}

function logicalLocation({ type, name, arn }: ResourceRef): SarifObject {
  return { name: wellFormed(name), fullyQualifiedName: wellFormed(arn ?? `${type}/${name}`), kind: kindOf(type) };
}

function relatedLocation(
  { message, location }: NonNullable<Finding['related']>[number],
  at: number,
  account: Report['account'],
): SarifObject {
  return {
    id: at + 1,
    physicalLocation: physicalLocation(location, undefined, account),
    message: { text: cutText(message) },
  };
}

/** Offsets are into the file's text in UTF-16 units, as the run's `columnKind` says. */
function fixesOf({ fix, suggestions, location }: Finding): readonly SarifObject[] {
  const { file } = location;
  if (file === undefined) return [];
  const all = [...(fix ? [{ title: 'Keeps the meaning of the policy', ...fix }] : []), ...(suggestions ?? [])];
  return all.map(({ title, edits }) => ({
    description: { text: cutText(title) },
    artifactChanges: [{ artifactLocation: { uri: uriOf(file) }, replacements: edits.map(replacement) }],
  }));
}

function replacement({ start, end, text }: Fix['edits'][number]): SarifObject {
  return { deletedRegion: { charOffset: start, charLength: end - start }, insertedContent: { text: wellFormed(text) } };
}

/** The steps of an escalation, from `evidence.hops`. */
function flowOf({ evidence, message }: Finding, placed: SarifObject): SarifObject | undefined {
  const hops = evidence?.['hops'];
  if (!Array.isArray(hops) || hops.length === 0) return undefined;
  const steps = hops
    .slice(0, mostSteps)
    .map((hop: unknown) => ({ location: { ...placed, message: { text: cutText(describeHop(hop)) } } }));
  return { message: { text: cutText(message) }, threadFlows: [{ locations: steps }] };
}

function describeHop(hop: unknown): string {
  if (typeof hop === 'string') return hop;
  if (typeof hop !== 'object' || hop === null) return 'step';
  const facts = Object.entries(hop).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value === 'string' || typeof value === 'number') return [`${name} ${value}`];
    return Array.isArray(value) && value.every((item) => typeof item === 'string') && value.length > 0
      ? [`${name} ${value.join(', ')}`]
      : [];
  });
  return facts.join('; ') || 'step';
}

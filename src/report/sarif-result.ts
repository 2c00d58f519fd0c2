/** A finding as a SARIF result. */
import type { Finding, Fix } from '../finding.ts';
import type { Report } from './report.ts';
import { flowOf } from './sarif-flow.ts';
import { cutText, logicalLocation, physicalLocation, type SarifObject, uriOf, wellFormed } from './sarif-place.ts';

interface Setting {
  readonly ruleIndex: number;
  readonly account: Report['account'];
  readonly suppressions: readonly SarifObject[] | undefined;
}

/** Related locations that GitHub shows. */
const mostRelated = 100;

/** The result for one finding; an account finding without a file stands at a path made up by `accountPath`. */
export function sarifResult(finding: Finding, { ruleIndex, account, suppressions }: Setting): SarifObject {
  const { ruleId, messageId, message, severity, location, resource, related, fingerprint } = finding;
  const placed = {
    physicalLocation: physicalLocation(location, resource, account),
    ...(resource && { logicalLocations: [logicalLocation(resource)] }),
  };
  const fixes = fixesOf(finding);
  const flow = flowOf(finding, placed, account);
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

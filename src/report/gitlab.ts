/** `--format gitlab`: a Code Quality report (docs.gitlab.com, "Code Quality", "Code Quality report format"). */
import type { Finding, Severity } from '../finding.ts';
import { harmless } from './harmless.ts';
import { jsonText } from './json-text.ts';
import type { Report, Reporter } from './report.ts';
import { accountPath, describeResource, isAboutAccount } from './where.ts';

const severityNames: Readonly<Record<Severity, string>> = {
  error: 'blocker',
  security: 'critical',
  warning: 'major',
  suggestion: 'minor',
};

/** An issue for each finding; what has no file stands at the path `account/<account id>/<kind>/<name>`. */
export const gitlab: Reporter = ({ findings, account }) => {
  const seen = new Map<string, number>();
  return jsonText(findings.map((finding) => issueOf(finding, account, uniqueIn(seen, finding.fingerprint))));
};

function issueOf(finding: Finding, account: Report['account'], fingerprint: string): unknown {
  const { ruleId, message, severity, location, resource } = finding;
  const who = resource && isAboutAccount(finding) ? `${describeResource(resource)}: ` : '';
  return {
    description: who + harmless(message),
    check_name: harmless(ruleId),
    fingerprint,
    severity: severityNames[severity],
    location: {
      path: location.file === undefined ? accountPath(account, resource) : location.file.replace(/\p{Cs}/gu, '\ufffd'),
      lines: { begin: location.line ?? 1, ...(location.endLine !== undefined && { end: location.endLine }) },
    },
  };
}

/** GitLab drops all but one of the issues with one fingerprint. */
function uniqueIn(seen: Map<string, number>, fingerprint: string): string {
  const before = seen.get(fingerprint) ?? 0;
  seen.set(fingerprint, before + 1);
  return before === 0 ? fingerprint : `${fingerprint}-${before + 1}`;
}

/** `--format stylish`, the default of lint: each finding with the source line it is about. */
import type { Finding } from '../finding.ts';
import { accountLines } from './account-text.ts';
import { type Paint, painter, severityTints } from './color.ts';
import { harmless, printable } from './harmless.ts';
import type { Report, Reporter } from './report.ts';
import { excerptOf } from './source-excerpt.ts';
import { explainNotJudged, summarize } from './summary.ts';
import { describePosition, describeResource, isAboutAccount } from './where.ts';

interface Page {
  readonly report: Report;
  readonly paint: Paint;
  readonly columns: number;
  /** Rules whose remedy was shown: once is enough. */
  readonly explained: Set<string>;
  /** Files that hold credentials: their lines are not quoted. */
  readonly secretFiles: ReadonlySet<string>;
}

/** Findings with their source lines, account findings below the name of their resource, then the summary. */
export const stylish: Reporter = (report, style) => {
  const all = [...report.findings, ...report.suppressed.map(({ finding }) => finding)];
  const secretFiles = new Set(
    all.filter(({ ruleId }) => ruleId === 'credentials-file').map(({ location }) => location.file ?? ''),
  );
  const page = {
    report,
    paint: painter(style.color),
    columns: Math.max(40, style.width),
    explained: new Set<string>(),
    secretFiles,
  };
  const inFiles = report.findings.filter((finding) => !isAboutAccount(finding));
  const head = accountLines(report);
  return printable([
    ...(head.length === 0 ? head : [...head, '']),
    ...inFiles.flatMap((finding) => [...fileFinding(finding, page), '']),
    ...byResource(report.findings.filter(isAboutAccount)).flatMap((group) => [...resourceGroup(group, page), '']),
    ...closingLines(page),
  ]);
};

function fileFinding(finding: Finding, page: Page): readonly string[] {
  const { paint } = page;
  const at = describePosition(finding.location) ?? 'account';
  return [`${paint('bold', at)}: ${headline(finding, paint)}`, ...quote(finding, page), ...hints(finding, page)];
}

function headline({ severity, message, ruleId }: Finding, paint: Paint): string {
  return `${paint(severityTints[severity], severity)}: ${harmless(message)} ${paint('dim', `[${harmless(ruleId)}]`)}`;
}

function quote({ location, severity }: Finding, { report, paint, columns, secretFiles }: Page): readonly string[] {
  const { line, file } = location;
  if (line === undefined || secretFiles.has(file ?? '')) return [];
  const source = report.sourceLine(location);
  const number = String(line).padStart(4);
  const excerpt = source === undefined ? undefined : excerptOf(source, location, columns - number.length - 3);
  if (!excerpt) return [];
  return [
    `${paint('dim', `${number} |`)} ${excerpt.text}`,
    `${paint('dim', `${' '.repeat(number.length)} |`)} ${paint(severityTints[severity], excerpt.underline)}`,
  ];
}

/** What the message says already ("Did you mean ...?") is not said again. */
function hints(
  { ruleId, fix, message, suggestions, related }: Finding,
  { report, paint, explained }: Page,
): readonly string[] {
  const remedy = explained.has(ruleId) ? undefined : report.rules.get(ruleId)?.remedy;
  explained.add(ruleId);
  return [
    ...(related ?? []).map(
      ({ message: text, location }) =>
        ['see', `${describePosition(location) ?? 'account'}: ${harmless(text)}`] as const,
    ),
    ...(suggestions ?? [])
      .filter(({ title }) => !message.includes(title.replace(/^Use /, '')))
      .map(({ title }) => ['could', harmless(title)] as const),
    ...(remedy === undefined ? [] : [['help', harmless(remedy)] as const]),
    ...(fix ? [['fix', 'iam-audit lint --fix mends this'] as const] : []),
  ].map(([label, text]) => `     ${paint('dim', `= ${label}:`)} ${text}`);
}

/** Findings of one resource together, in order of first appearance. */
function byResource(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.resource?.type, finding.resource?.arn ?? finding.resource?.name]);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()];
}

function resourceGroup(group: readonly Finding[], page: Page): readonly string[] {
  const resource = group[0]?.resource;
  const arn = resource?.arn === undefined ? '' : page.paint('dim', ` (${harmless(resource.arn)})`);
  const name = resource ? page.paint('bold', describeResource(resource)) : '';
  return [name + arn, ...group.flatMap((finding) => [`  ${headline(finding, page.paint)}`, ...hints(finding, page)])];
}

function closingLines({ report, paint }: Page): readonly string[] {
  const { findings } = report;
  const worst = findings.some(({ severity }) => severity === 'error' || severity === 'security');
  const fixable = findings.filter(({ fix }) => fix !== undefined).length;
  const notJudged = explainNotJudged(report);
  const tint = worst ? 'red' : findings.length + notJudged.length > 0 ? 'yellow' : 'green';
  return [
    ...(notJudged.length === 0 ? [] : ['Not judged:', ...notJudged.map((line) => `  - ${line}`), '']),
    `${paint(tint, summarize(report))}${fixable > 0 ? `, ${fixable} fixable with --fix` : ''}`,
  ];
}

/** `--format github`: annotations by workflow commands (docs.github.com, "Workflow commands for GitHub Actions"). */
import type { Finding, Severity } from '../finding.ts';
import { chainLines } from './chain.ts';
import { harmless, withoutCommands } from './harmless.ts';
import { onelineOf } from './oneline.ts';
import { worstFirst } from './order.ts';
import type { Report, Reporter } from './report.ts';
import { explainNotJudged, plural, summarize } from './summary.ts';
import { describeResource, isAboutAccount } from './where.ts';

type Level = 'error' | 'warning' | 'notice';

const levels: Readonly<Record<Severity, Level>> = {
  error: 'error',
  security: 'error',
  warning: 'warning',
  suggestion: 'notice',
};
/** GitHub shows so many annotations of each level for a step. One notice is kept for the closing words. */
const shown: Readonly<Record<Level, number>> = { error: 10, warning: 10, notice: 9 };

/** The worst findings as annotations, the others as plain lines of the log, and a notice when something needs saying. */
export const github: Reporter = (report) => {
  const { annotated, others } = divide(worstFirst(report));
  const notJudged = explainNotJudged(report).map((line) => `Not judged: ${line}`);
  const lines = [
    ...annotated.map((finding) => annotation(finding, report)),
    ...[...others.map(onelineOf), ...notJudged].map(withoutCommands),
  ];
  const closing = [
    ...(others.length > 0
      ? [`${plural(others.length, 'finding')} beyond the number GitHub annotates: see the log`]
      : []),
    ...(notJudged.length > 0 ? ['not everything could be judged: see the log'] : []),
  ];
  if (closing.length > 0)
    lines.push(command('notice', { title: 'iam-audit' }, `${summarize(report)}; ${closing.join('; ')}`));
  else lines.push(`iam-audit: ${summarize(report)}`);
  return `${lines.join('\n')}\n`;
};

function divide(findings: readonly Finding[]): { annotated: readonly Finding[]; others: readonly Finding[] } {
  const used: Record<Level, number> = { error: 0, warning: 0, notice: 0 };
  const annotated: Finding[] = [];
  const others: Finding[] = [];
  for (const finding of findings) {
    const level = levels[finding.severity];
    (used[level]++ < shown[level] ? annotated : others).push(finding);
  }
  return { annotated, others };
}

function annotation(finding: Finding, { rules }: Report): string {
  const { location, message, ruleId, severity, resource } = finding;
  const { file, line, column, endLine, endColumn } = location;
  const place = file === undefined ? {} : { file, line, endLine, ...(line === endLine && { col: column, endColumn }) };
  const who = resource && isAboutAccount(finding) ? `${describeResource(resource)}: ` : '';
  const remedy = rules.get(ruleId)?.remedy;
  const chain = chainLines(finding).join('\n');
  const parts = [who + harmless(message), chain, remedy === undefined ? '' : harmless(remedy)];
  return command(levels[severity], { ...place, title: ruleId }, parts.filter((part) => part !== '').join('\n\n'));
}

function command(
  level: Level,
  properties: Readonly<Record<string, string | number | undefined>>,
  message: string,
): string {
  const list = Object.entries(properties).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${escapeProperty(String(value))}`],
  );
  return `::${level} ${list.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(harmless(text, 4096)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

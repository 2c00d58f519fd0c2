/** A rule as SARIF describes it. */
import type { ReportedRule } from './report.ts';
import { cutText, type SarifObject } from './sarif-place.ts';
import { levelOf } from './sarif-result.ts';

/** GitHub shows no more tags of a rule. */
const mostTags = 10;
const precisions = new Set(['very-high', 'high', 'medium', 'low']);

/** The reporting descriptor of a rule; a rule the report does not know is described by its id. */
export function sarifRule(id: string, rule: ReportedRule | undefined): SarifObject {
  if (!rule)
    return {
      id,
      name: pascal(id),
      shortDescription: { text: id },
      fullDescription: { text: id },
      help: { text: id },
      properties: { tags: ['aws', 'iam'] },
    };
  const { summary, why, docs, severity, securitySeverity, precision = 'very-high' } = rule;
  const link = /^https?:\/\/[\w./#-]+$/.test(docs) ? docs : undefined;
  return {
    id,
    name: pascal(id),
    shortDescription: { text: cutText(sentence(summary)) },
    fullDescription: { text: cutText(sentence(why)) },
    help: helpOf(rule, link),
    ...(link !== undefined && { helpUri: link }),
    defaultConfiguration: { level: levelOf(severity) },
    properties: {
      precision: precisions.has(precision) ? precision : 'very-high',
      'problem.severity': severity === 'suggestion' ? 'recommendation' : severity === 'warning' ? 'warning' : 'error',
      ...(securitySeverity !== undefined && { 'security-severity': securitySeverity.toFixed(1) }),
      tags: tagsOf(rule),
    },
  };
}

function helpOf({ summary, why, remedy, references }: ReportedRule, url: string | undefined): SarifObject {
  const names = Object.entries(references).flatMap(([tool, list]) =>
    list && list.length > 0 ? [`${tool}: ${list.join(', ')}`] : [],
  );
  const plain = [
    sentence(summary),
    sentence(why),
    `Fix: ${sentence(remedy)}`,
    ...(url === undefined ? [] : [`More: ${url}`]),
    ...names,
  ];
  const rich = [
    sentence(summary),
    sentence(why),
    `**Fix:** ${sentence(remedy)}`,
    ...names.map((name) => `- ${name}`),
    ...(url === undefined ? [] : [`[Documentation](${url})`]),
  ];
  return { text: plain.join('\n'), markdown: rich.join('\n\n') };
}

function tagsOf({ subject, securitySeverity, severity, references }: ReportedRule): readonly string[] {
  const cis = (references['cis'] ?? []).map((name) => `cis/${name}`);
  return [
    ...(severity === 'security' || securitySeverity !== undefined ? ['security'] : []),
    'aws',
    'iam',
    subject,
    ...cis,
  ].slice(0, mostTags);
}

/** SARIF asks for an identifier that reads well: `invalid-action` is `InvalidAction`. */
function pascal(id: string): string {
  return cutText(
    id.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9]|$)/g, (_, first: string) => first.toUpperCase()) || 'Rule',
    255,
  );
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** The hops of escalation findings as lines of Markdown. */
import type { Finding } from '../finding.ts';
import { markdownCode, markdownText } from './markdown-text.ts';
import { describeWhere } from './where.ts';

const mostHops = 50;

/** A list item for each finding with hops, and one below it for each hop. */
export function hopLines(findings: readonly Finding[]): readonly string[] {
  return findings.flatMap((finding) => {
    const hops = finding.evidence?.['hops'];
    if (!Array.isArray(hops) || hops.length === 0) return [];
    const steps = hops.slice(0, mostHops).map((hop: unknown, at) => `  ${at + 1}. ${hopLine(hop)}`);
    return [`- ${markdownCode(describeWhere(finding))}`, ...steps];
  });
}

function hopLine(hop: unknown): string {
  if (typeof hop !== 'object' || hop === null) return markdownText(typeof hop === 'string' ? hop : 'step');
  const facts = new Map(Object.entries(hop));
  const text = (name: string): string => {
    const value: unknown = facts.get(name);
    return typeof value === 'string' ? value : '';
  };
  const actions: unknown = facts.get('actions');
  const list = Array.isArray(actions) ? actions.filter((one) => typeof one === 'string') : [];
  const by = list.length > 0 ? ` by ${list.map(markdownCode).join(', ')}` : '';
  const path = text('path') === '' ? '' : ` (${markdownText(text('path'))})`;
  return `${markdownCode(text('from'))} → ${markdownCode(text('to'))}${by}${path}`;
}

/** The summary by requirement, in lines that table and Markdown share. */
import type { Compliance, Requirement } from './report.ts';
import { plural } from './summary.ts';

/** In the order in which they are counted. */
const states = { pass: 'pass', fail: 'fail', 'not-judged': 'not judged', 'not-covered': 'not covered' } as const;

/** `12 pass, 5 fail, 2 not judged, 4 not covered`. */
export function countRequirements({ requirements }: Compliance): string {
  return Object.entries(states)
    .map(([status, name]) => `${requirements.filter((one) => one.status === status).length} ${name}`)
    .join(', ');
}

/** `not judged`. */
export function nameStatus({ status }: Requirement): string {
  return states[status];
}

/** Why it is so: the rules with their findings, or what is missing. Text from the account may be in it. */
export function explainRequirement({ status, rules, findings, reasons }: Requirement): string {
  if (status === 'pass') return rules.join(', ');
  if (status === 'fail') return `${plural(findings, 'finding')} (${rules.join(', ')})`;
  const [first = '', ...rest] = reasons;
  return rest.length === 0 ? first : `${first}; and ${plural(rest.length, 'other reason')}`;
}

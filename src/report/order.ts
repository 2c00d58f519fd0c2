/** Worst first, for formats that show or keep only so many. */
import { type Finding, severities } from '../finding.ts';
import type { Report } from './report.ts';

/** By severity, then by the rule's security severity, then as reported. */
export function worstFirst({ findings, rules }: Pick<Report, 'findings' | 'rules'>): readonly Finding[] {
  const rank = ({ severity }: Finding): number => severities.indexOf(severity);
  const weight = ({ ruleId }: Finding): number => rules.get(ruleId)?.securitySeverity ?? 0;
  return [...findings].sort((a, b) => rank(a) - rank(b) || weight(b) - weight(a));
}

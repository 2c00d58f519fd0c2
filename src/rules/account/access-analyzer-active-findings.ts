import { analyzersOf } from '../../account/analyzers.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'access-analyzer-active-findings',
    subject: 'account',
    severity: 'warning',
    summary: 'Active analyzers of IAM Access Analyzer have no open findings.',
    why: 'Each is access from outside, or access that is not used, that nobody has looked at yet.',
    remedy: 'Remove the access that a finding shows, or archive the finding when the access is meant.',
    messages: { open: 'Analyzer {{name}} in {{region}} has open findings ({{count}}). Resolve or archive them.' },
    needs: ['accessAnalyzer'],
    references: { prowler: ['accessanalyzer_enabled_without_findings'] },
    since: '0.1.0',
  },
  create: ({ report, skip }) => ({
    account(account) {
      for (const { at, name, region, status, findings } of analyzersOf(account)) {
        if (status === undefined) skip(`the status of analyzer ${name} in ${region} is not known`);
        if (status !== 'ACTIVE') continue;
        if (!findings) skip(`the findings of analyzer ${name} in ${region} were not collected`);
        const open = findings?.filter((finding) => finding.status === 'ACTIVE') ?? [];
        if (open.length === 0) continue;
        const count = open.length;
        report({ at, message: 'open', data: { name, region, count }, evidence: { region, findings: count } });
      }
    },
  }),
});

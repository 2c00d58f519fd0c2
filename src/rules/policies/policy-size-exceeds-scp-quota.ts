import { defineRule } from '../../rule.ts';
import { findOrganizationsOverflow, sizeQuotas, spellLength } from '../../semantics/policy-size.ts';

export default defineRule({
  meta: {
    id: 'policy-size-exceeds-scp-quota',
    subject: 'policy',
    severity: 'error',
    summary: 'An SCP fits the size quota of Organizations.',
    why: 'AWS refuses a policy that is longer than its quota.',
    remedy:
      'Join statements, use wildcards for actions of one prefix, remove what is redundant, or split the policy into several.',
    messages: {
      over: 'The SCP has {{size}} characters without the white space between its elements; the quota is {{quota}}.',
      asWritten:
        'The SCP has {{size}} characters as it is written; the quota is {{quota}}, and only the console leaves out white space. Remove it before saving through the API or the CLI.',
    },
    policyTypes: ['scp'],
    references: { accessAnalyzer: ['POLICY_SIZE_EXCEEDS_SCP_QUOTA'], boogy: ['policy_size'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    policy(policy) {
      const found = findOrganizationsOverflow(policy, sizeQuotas.scp);
      if (!found) return;
      const { size, quota, message } = found;
      const data = { size: spellLength(size), quota: spellLength(quota) };
      const evidence = { size, quota };
      if (message === 'over') report({ at: policy, message, data, evidence });
      else report({ at: policy, message, data, evidence, severity: 'warning' });
    },
  }),
});

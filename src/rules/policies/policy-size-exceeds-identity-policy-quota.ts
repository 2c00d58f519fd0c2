import { defineRule } from '../../rule.ts';
import { lengthAbove, sizeQuotas, spellLength } from '../../semantics/policy-size.ts';

export default defineRule({
  meta: {
    id: 'policy-size-exceeds-identity-policy-quota',
    subject: 'policy',
    severity: 'warning',
    summary: 'An identity-based policy fits the size quota of IAM.',
    why: 'AWS refuses a policy that is longer than its quota.',
    remedy:
      'Join statements, use wildcards for actions of one prefix, remove what is redundant, or split the policy into several.',
    messages: {
      over: 'The policy has {{size}} characters without white space; the quota for an identity-based policy is {{quota}}.',
    },
    policyTypes: ['identity', 'boundary'],
    references: { accessAnalyzer: ['POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA'], boogy: ['policy_size'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    policy(policy) {
      const size = lengthAbove(policy, sizeQuotas.identity);
      if (size === undefined) return;
      const data = { size: spellLength(size), quota: spellLength(sizeQuotas.identity) };
      report({ at: policy, message: 'over', data, evidence: { size, quota: sizeQuotas.identity } });
    },
  }),
});

import { defineRule } from '../../rule.ts';
import { lengthAbove, sizeQuotas, spellLength } from '../../semantics/policy-size.ts';

export default defineRule({
  meta: {
    id: 'policy-size-exceeds-role-trust-policy-quota',
    subject: 'policy',
    severity: 'warning',
    summary: 'A role trust policy fits the size quota of IAM.',
    why: 'AWS refuses a policy that is longer than its quota.',
    remedy:
      'Join statements, use wildcards for actions of one prefix, remove what is redundant, or split the policy into several.',
    messages: {
      overDefault:
        'The trust policy has {{size}} characters without white space; the quota is {{quota}} unless the account had it raised, to {{raised}} at most.',
      over: 'The trust policy has {{size}} characters without white space; even a raised quota allows only {{raised}}.',
    },
    policyTypes: ['trust'],
    references: { accessAnalyzer: ['POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA'], boogy: ['policy_size'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    policy(policy) {
      const { trust: quota, trustRaised: raised } = sizeQuotas;
      const size = lengthAbove(policy, quota);
      if (size === undefined) return;
      const data = { size: spellLength(size), quota: spellLength(quota), raised: spellLength(raised) };
      report({ at: policy, message: size > raised ? 'over' : 'overDefault', data, evidence: { size, quota } });
    },
  }),
});

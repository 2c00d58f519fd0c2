import { defineRule } from '../../rule.ts';
import { lengthAbove, resourceQuota, smallestResourceQuota, spellLength } from '../../semantics/policy-size.ts';

export default defineRule({
  meta: {
    id: 'policy-size-exceeds-resource-policy-quota',
    subject: 'policy',
    severity: 'warning',
    summary: 'A resource policy fits the size quota of its service.',
    why: 'AWS refuses a policy that is longer than its quota.',
    remedy:
      'Join statements, use wildcards for actions of one prefix, remove what is redundant, or split the policy into several.',
    messages: {
      over: 'The policy has {{size}} characters without white space; the quota for {{resourceType}} is {{quota}}.',
    },
    policyTypes: ['resource'],
    references: { accessAnalyzer: ['POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA'], boogy: ['policy_size'] },
    since: '0.1.0',
  },
  create: ({ report, skip }) => ({
    policy(policy) {
      const { resourceType } = policy;
      const quota = resourceQuota(resourceType);
      const size = lengthAbove(policy, quota ?? smallestResourceQuota);
      if (size === undefined) return;
      if (quota === undefined || resourceType === undefined) {
        skip(`no size quota is known for ${resourceType ?? 'a policy whose resource type is not given'}`);
        return;
      }
      const data = { size: spellLength(size), quota: spellLength(quota), resourceType };
      report({ at: policy, message: 'over', data, evidence: { size, quota } });
    },
  }),
});

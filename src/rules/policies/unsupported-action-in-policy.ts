import { defineRule } from '../../rule.ts';
import { policyService } from '../../semantics/resource-policy-service.ts';

export default defineRule({
  meta: {
    id: 'unsupported-action-in-policy',
    subject: 'policy',
    severity: 'error',
    summary: 'The policy of a resource holds actions of the service of that resource only.',
    why: 'The service refuses the policy, or the action never reaches the resource, so the statement has no effect.',
    remedy: 'Move the action to an identity policy, or to the policy of the resource it acts on.',
    messages: {
      action: '{{action}} cannot stand in the policy of {{type}}; only actions of {{service}} can.',
      trust: '{{action}} cannot stand in a trust policy; only sts actions that assume the role or tag its session can.',
    },
    policyTypes: ['resource', 'trust'],
    references: { accessAnalyzer: ['UNSUPPORTED_ACTION_IN_POLICY'] },
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    action(action, { policy }) {
      const isTrust = policy.type === 'trust';
      const service = isTrust ? 'sts' : policyService(policy);
      // NotAction may list anything; a service that does not exist has a rule of its own.
      if (service === undefined || action.negated || action.service === undefined || action.service === service) return;
      if (!catalog.hasService(action.service)) return;
      report({
        at: action,
        message: isTrust ? 'trust' : 'action',
        data: { action: action.text, type: policy.resourceType ?? '', service },
      });
    },
  }),
});

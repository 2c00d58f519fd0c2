import { isAttached } from '../../account/admin-policy.ts';
import { defineRule } from '../../rule.ts';
import { reachOf } from '../../semantics/grants.ts';

export default defineRule({
  meta: {
    id: 'managed-policy-unattached',
    subject: 'account',
    severity: 'suggestion',
    summary: 'Every customer managed policy is attached to something or serves as a permissions boundary.',
    why: 'A policy that nobody has is not reviewed, and waits to be attached by mistake. One that makes an administrator is left to unattached-customer-admin-policy.',
    remedy: 'Delete the policy; its text can be kept in version control.',
    messages: { unattached: 'Policy {{policy}} is attached to nothing.' },
    references: { scoutsuite: ['iam-managed-policy-no-attachments'] },
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    accountPolicy(policy) {
      if (policy.kind !== 'customer-managed' || isAttached(policy)) return;
      if ((policy.boundaryUsageCount ?? 0) > 0 || policy.document?.type === 'boundary') return;
      if (reachOf(policy.document?.statements ?? [], catalog).level !== 'less') return;
      report({ at: policy, message: 'unattached', data: { policy: policy.name } });
    },
  }),
});

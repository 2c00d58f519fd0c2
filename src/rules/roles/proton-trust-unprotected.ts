import { grantsTo, protonService } from '../../account/proton.ts';
import { isKeptByAws } from '../../account/effective.ts';
import { isGuarded, isGuardedByDeny, sourceKeys } from '../../account/trust.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'proton-trust-unprotected',
    subject: 'role',
    severity: 'warning',
    securitySeverity: 6,
    summary: 'A trust in AWS Proton names the account or resource that the service works for.',
    why: 'Without aws:SourceAccount or aws:SourceArn the service could be made to use the role on behalf of another customer (confused deputy). Guides up to 2021 showed the trust without a condition.',
    remedy: 'Delete the role; Proton has ended. To keep it, add conditions on aws:SourceAccount and aws:SourceArn.',
    messages: {
      unprotected:
        'Role {{role}} trusts proton.amazonaws.com without a condition on aws:SourceAccount or aws:SourceArn.',
    },
    inTemplates: true,
    references: {},
    since: '0.1.0',
  },
  create: ({ report }) => ({
    role(role) {
      if (isKeptByAws(role)) return;
      for (const statement of grantsTo(role, protonService)) {
        if (isGuarded(statement, sourceKeys) || isGuardedByDeny(role, sourceKeys)) continue;
        report({ at: statement, message: 'unprotected', data: { role: role.name } });
      }
    },
  }),
});

import { defineRule } from '../../rule.ts';
import { statementHas } from '../../semantics/element-presence.ts';

export default defineRule({
  meta: {
    id: 'missing-principal',
    subject: 'policy',
    severity: 'error',
    summary: 'Every statement of a resource-based policy has a Principal or a NotPrincipal.',
    why: 'A resource-based policy has to say whom it is about; AWS refuses it otherwise.',
    remedy: 'Add a Principal element with the accounts, users, roles or services that the statement is about.',
    messages: {
      missing: 'The statement has neither Principal nor NotPrincipal, which a resource-based policy needs.',
      rcp: 'The statement has no Principal; in a resource control policy it must be "Principal": "*".',
    },
    policyTypes: ['resource', 'trust', 'rcp'],
    references: { accessAnalyzer: ['MISSING_PRINCIPAL'], cfnLint: ['E3512', 'E3530'], parliament: ['MALFORMED'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement(statement) {
      if (statement.principal || statement.notPrincipal) return;
      if (statementHas(statement, ['Principal', 'NotPrincipal'])) return;
      report({ at: statement, message: statement.policy.type === 'rcp' ? 'rcp' : 'missing' });
    },
  }),
});

import { defineRule } from '../../rule.ts';
import { rawAt } from '../../policy/raw.ts';

export default defineRule({
  meta: {
    id: 'empty-object-principal',
    subject: 'policy',
    severity: 'suggestion',
    summary: 'A Principal or NotPrincipal is not an empty object.',
    why: 'An empty object names nobody: with Principal the statement applies to no one.',
    remedy: 'Name the principals that are meant, for example {"AWS": "111122223333"}.',
    messages: {
      empty: '{{element}} is an empty object: it names no principal.',
    },
    policyTypes: ['resource', 'trust'],
    references: { accessAnalyzer: ['EMPTY_OBJECT_PRINCIPAL'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement({ principal, notPrincipal, policy }) {
      for (const element of [principal, notPrincipal]) {
        if (!element || element.groups.length + element.values.length > 0) continue;
        // Also a value of a wrong type has no groups; that is another rule's finding.
        const raw = rawAt(policy, element.place);
        if (typeof raw === 'object' && raw !== null && !Array.isArray(raw))
          report({ at: element, message: 'empty', data: { element: element.name } });
      }
    },
  }),
});

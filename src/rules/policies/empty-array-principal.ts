import { defineRule } from '../../rule.ts';
import { isEmptyList } from '../../policy/raw.ts';

export default defineRule({
  meta: {
    id: 'empty-array-principal',
    subject: 'policy',
    severity: 'suggestion',
    summary: 'Every key of a Principal or NotPrincipal names at least one principal.',
    why: 'An empty list names nobody: with Principal the statement applies to no one.',
    remedy: 'Name the principals that are meant, or remove the key.',
    messages: {
      empty: '{{element}}.{{key}} is an empty list: it names no principal.',
    },
    policyTypes: ['resource', 'trust'],
    references: { accessAnalyzer: ['EMPTY_ARRAY_PRINCIPAL'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement(statement) {
      for (const element of [statement.principal, statement.notPrincipal]) {
        for (const { key, place, values } of element?.groups ?? []) {
          if (values.length > 0 || !isEmptyList(statement, place)) continue;
          report({ at: place, message: 'empty', data: { element: element?.name ?? '', key: key.text } });
        }
      }
    },
  }),
});

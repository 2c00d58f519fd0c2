import { defineRule } from '../../rule.ts';
import { isEmptyList } from '../../policy/raw.ts';

export default defineRule({
  meta: {
    id: 'empty-array-action',
    subject: 'policy',
    severity: 'suggestion',
    summary: 'Action and NotAction name at least one action.',
    why: 'An empty list matches nothing: with Action the statement has no effect, with NotAction it excludes nothing.',
    remedy: 'Name the actions that are meant, or remove the statement.',
    messages: {
      empty: '{{element}} is an empty list: it names no action.',
    },
    references: { accessAnalyzer: ['EMPTY_ARRAY_ACTION'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement(statement) {
      for (const element of [statement.action, statement.notAction]) {
        if (!element || element.values.length > 0 || !isEmptyList(statement, element.place)) continue;
        report({ at: element, message: 'empty', data: { element: element.name } });
      }
    },
  }),
});

import { defineRule } from '../../rule.ts';
import { isEmptyList } from '../../policy/raw.ts';

export default defineRule({
  meta: {
    id: 'empty-array-resource',
    subject: 'policy',
    severity: 'suggestion',
    summary: 'Resource and NotResource name at least one resource.',
    why: 'An empty list matches nothing: with Resource the statement has no effect, with NotResource it excludes nothing.',
    remedy: 'Name the resources that are meant, or remove the statement.',
    messages: {
      empty: '{{element}} is an empty list: it names no resource.',
    },
    references: { accessAnalyzer: ['EMPTY_ARRAY_RESOURCE'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement(statement) {
      for (const element of [statement.resource, statement.notResource]) {
        if (!element || element.values.length > 0 || !isEmptyList(statement, element.place)) continue;
        report({ at: element, message: 'empty', data: { element: element.name } });
      }
    },
  }),
});

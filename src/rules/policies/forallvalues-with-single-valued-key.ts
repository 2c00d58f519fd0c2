import { defineRule } from '../../rule.ts';
import { resolveKey } from '../../semantics/condition-key.ts';
import { familyOf } from '../../semantics/condition-value.ts';

/** AWS uses it with ForAllValues in its own policies, though its reference calls it single-valued. */
const listedWrongly: ReadonlySet<string> = new Set(['codestar-connections:provideraction']);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html */
export default defineRule({
  meta: {
    id: 'forallvalues-with-single-valued-key',
    subject: 'policy',
    severity: 'security',
    securitySeverity: 6.5,
    summary: 'ForAllValues stands only before keys that hold several values.',
    why: 'ForAllValues is true when the key is absent, so an Allow that seems to demand a value also holds for requests without the key.',
    remedy: 'Drop ForAllValues; for a key with one value it changes only what happens when the key is absent.',
    messages: {
      allow: '"{{operator}}" on the single-valued key "{{key}}" also holds when the key is absent. Drop the qualifier.',
      deny: '"{{operator}}" on the single-valued key "{{key}}" also denies when the key is absent. Drop the qualifier, or write IfExists when that is meant.',
    },
    references: {
      accessAnalyzer: ['FORALLVALUES_WITH_SINGLE_VALUED_KEY'],
      boogy: ['set_operator_validation', 'set_operator_on_single_valued_key'],
    },
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    condition(condition, { isAllow }) {
      const { operator, key } = condition;
      const family = familyOf(condition);
      if (operator.qualifier !== 'ForAllValues' || family === undefined || family === 'null') return;
      const { arity, name } = resolveKey(catalog, key.text);
      if (arity !== 'single' || listedWrongly.has(name)) return;
      const data = { operator: operator.text, key: key.text };
      if (isAllow === false) report({ at: key, message: 'deny', data, severity: 'warning' });
      else report({ at: key, message: 'allow', data });
    },
  }),
});

import { defineRule } from '../../rule.ts';
import table from '../../data/condition-key-pairs.json' with { type: 'json' };

const constants: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(table.constantIn).map(([type, keys]) => [type, new Set(keys.map((key) => key.toLowerCase()))]),
);

export default defineRule({
  meta: {
    id: 'irrelevant-condition-key-in-policy',
    subject: 'policy',
    severity: 'suggestion',
    summary: 'A resource policy does not test what is the same in every request to its resource.',
    why: 'The key always has the same value there, so the condition is either always or never met.',
    remedy: 'Remove the condition.',
    messages: { constant: '"{{key}}" has the same value in every request to this {{type}}, so it decides nothing.' },
    policyTypes: ['resource'],
    references: { accessAnalyzer: ['IRRELEVANT_CONDITION_KEY_IN_POLICY'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition({ key }, { policy }) {
      const type = policy.resourceType;
      if (type === undefined || constants.get(type)?.has(key.text.toLowerCase()) !== true) return;
      report({ at: key, message: 'constant', data: { key: key.text, type } });
    },
  }),
});

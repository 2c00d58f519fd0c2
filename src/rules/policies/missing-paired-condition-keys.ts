import { defineRule } from '../../rule.ts';
import table from '../../data/condition-key-pairs.json' with { type: 'json' };
import { isKey } from '../../semantics/condition-key.ts';

const pairs: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(table.pairedKeys).map(([key, partners]) => [key.toLowerCase(), partners]),
);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-vpcsourceip */
export default defineRule({
  meta: {
    id: 'missing-paired-condition-keys',
    subject: 'policy',
    severity: 'security',
    securitySeverity: 5,
    summary: 'A private address is compared together with the VPC it belongs to.',
    why: 'Private addresses repeat in every VPC, so a stranger can use the same one in a VPC of their own.',
    remedy: 'Test the VPC or its endpoint in the same statement.',
    messages: {
      alone: '"{{key}}" alone does not tell whose network it is. Test {{partners}} in the same statement too.',
    },
    references: { accessAnalyzer: ['MISSING_PAIRED_CONDITION_KEYS'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition({ key, operator }, { conditions }) {
      const partners = pairs.get(key.text.toLowerCase());
      if (!partners || operator.base === 'Null') return;
      const isPaired = conditions.some((other) => partners.some((name) => isKey(other.key.text, name.toLowerCase())));
      if (isPaired) return;
      report({ at: key, message: 'alone', data: { key: key.text, partners: partners.join(' or ') } });
    },
  }),
});

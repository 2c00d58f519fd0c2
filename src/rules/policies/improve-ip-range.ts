import { defineRule } from '../../rule.ts';
import { parseCidr } from '../../policy/ip.ts';
import { familyOf } from '../../semantics/condition-value.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress */
export default defineRule({
  meta: {
    id: 'improve-ip-range',
    subject: 'policy',
    severity: 'suggestion',
    summary: 'A CIDR block names its first address.',
    why: 'Bits beyond the prefix do not count: 203.0.113.5/24 is 203.0.113.0/24 and not one address.',
    remedy: 'Write the block from its first address, or /32 for the one address.',
    messages: { bits: '"{{range}}" has bits beyond its prefix, which do not count: it is {{block}}.' },
    fixable: true,
    references: { accessAnalyzer: ['IMPROVE_IP_RANGE'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition(condition) {
      if (familyOf(condition) !== 'ip') return;
      for (const value of condition.values) {
        const block = parseCidr(value.text);
        if (!block?.hasHostBits) continue;
        const data = { range: value.text, block: block.text };
        report({ at: value, message: 'bits', data, fix: (build) => build.replace(value.place, block.text) });
      }
    },
  }),
});

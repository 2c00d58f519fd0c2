import { defineRule } from '../../rule.ts';
import { parseCidr } from '../../policy/ip.ts';
import { familyOf, hasVariable } from '../../semantics/condition-value.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export default defineRule({
  meta: {
    id: 'type-mismatch-ip-range',
    subject: 'policy',
    severity: 'error',
    summary: 'IpAddress and NotIpAddress compare with addresses or CIDR blocks.',
    why: 'IAM refuses any other value.',
    remedy: 'Write an address or a block such as 203.0.113.0/24 or 2001:db8::/32.',
    messages: { value: '"{{value}}" under "{{operator}}" is not an IPv4 or IPv6 address or CIDR block.' },
    references: {
      accessAnalyzer: ['TYPE_MISMATCH_IP_RANGE'],
      boogy: ['condition_type_mismatch', 'invalid_ip_cidr_format'],
      parliament: ['MISMATCHED_TYPE'],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition(condition) {
      const family = familyOf(condition);
      if (family !== 'ip') return;
      for (const { text, place } of condition.values) {
        if (parseCidr(text) !== undefined || hasVariable(text)) continue;
        report({ at: place, message: 'value', data: { value: text, operator: condition.operator.text } });
      }
    },
  }),
});

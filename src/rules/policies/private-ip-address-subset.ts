import { defineRule } from '../../rule.ts';
import { isKey } from '../../semantics/condition-key.ts';
import { splitByPrivacy } from '../../semantics/condition-value.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip */
export default defineRule({
  meta: {
    id: 'private-ip-address-subset',
    subject: 'policy',
    severity: 'suggestion',
    summary: 'IpAddress on aws:SourceIp names public addresses only.',
    why: 'The key holds the public address that the request came from, so the private ones among the values have no effect.',
    remedy: 'Remove the private addresses, or test aws:VpcSourceIp for calls through a VPC endpoint.',
    messages: { private: '"{{range}}" is private and never the address in "{{key}}", so it has no effect.' },
    references: { accessAnalyzer: ['PRIVATE_IP_ADDRESS_SUBSET'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition(condition) {
      const { operator, key } = condition;
      if (operator.base !== 'IpAddress' || !isKey(key.text, 'aws:sourceip')) return;
      const { hidden, open } = splitByPrivacy(condition);
      if (open.length === 0) return;
      for (const value of hidden) report({ at: value, message: 'private', data: { range: value.text, key: key.text } });
    },
  }),
});

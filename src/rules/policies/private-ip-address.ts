import { defineRule } from '../../rule.ts';
import { isKey } from '../../semantics/condition-key.ts';
import { splitByPrivacy } from '../../semantics/condition-value.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip */
export default defineRule({
  meta: {
    id: 'private-ip-address',
    subject: 'policy',
    severity: 'error',
    summary: 'IpAddress on aws:SourceIp names public addresses.',
    why: 'The key holds the public address that the request came from, never a private one, so the condition never matches.',
    remedy: 'Use the public addresses, or aws:VpcSourceIp with aws:SourceVpc for calls through a VPC endpoint.',
    messages: {
      private: 'All addresses under "{{operator}}" on "{{key}}" are private, so the condition never matches.',
    },
    references: { accessAnalyzer: ['PRIVATE_IP_ADDRESS'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition(condition) {
      const { operator, key } = condition;
      if (operator.base !== 'IpAddress' || !isKey(key.text, 'aws:sourceip')) return;
      const { hidden, open } = splitByPrivacy(condition);
      if (hidden.length === 0 || open.length > 0) return;
      report({ at: condition, message: 'private', data: { operator: operator.text, key: key.text } });
    },
  }),
});

import { defineRule } from '../../rule.ts';
import table from '../../data/condition-key-pairs.json' with { type: 'json' };

const keys: ReadonlySet<string> = new Set(table.setByCaller.map((key) => key.toLowerCase()));

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-referer */
export default defineRule({
  meta: {
    id: 'untrustworthy-condition-key',
    subject: 'policy',
    severity: 'security',
    securitySeverity: 5.5,
    summary: 'Access does not depend on what the caller writes into the request.',
    why: 'Anyone can send any Referer or User-Agent header, so the condition keeps nobody out.',
    remedy: 'Use a key that AWS sets, such as aws:PrincipalArn, aws:SourceIp or aws:SourceVpce.',
    messages: { spoofable: 'Callers set "{{key}}" to whatever they like, so it must not decide about access.' },
    references: { accessAnalyzer: ['UNTRUSTWORTHY_CONDITION_KEY'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition({ key, operator }) {
      if (operator.base === 'Null' || !keys.has(key.text.toLowerCase())) return;
      report({ at: key, message: 'spoofable', data: { key: key.text } });
    },
  }),
});

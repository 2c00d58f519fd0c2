import { defineRule } from '../../rule.ts';
import { isSingleAudience, audienceIssuer } from '../../semantics/audience.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html */
export default defineRule({
  meta: {
    id: 'foranyvalue-with-audience-claim-type',
    subject: 'policy',
    severity: 'security',
    securitySeverity: 5,
    summary: 'ForAnyValue does not stand before an audience that is a single value.',
    why: 'The operators for several values are defined for keys with several values only; on others AWS does not promise what they do.',
    remedy: 'Drop ForAnyValue.',
    messages: { single: '"{{key}}" holds one value, so "{{operator}}" is not for it. Drop ForAnyValue.' },
    policyTypes: ['trust'],
    references: { accessAnalyzer: ['FORANYVALUE_WITH_AUDIENCE_CLAIM_TYPE'] },
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    condition({ operator, key }) {
      if (operator.qualifier !== 'ForAnyValue' || audienceIssuer(key.text) === undefined) return;
      if (isSingleAudience(catalog, key.text))
        report({ at: key, message: 'single', data: { operator: operator.text, key: key.text } });
    },
  }),
});

import { defineRule } from '../../rule.ts';
import { isSingleAudience, audienceIssuer } from '../../semantics/audience.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html */
export default defineRule({
  meta: {
    id: 'confirm-audience-claim-type',
    subject: 'policy',
    severity: 'suggestion',
    summary: 'ForAnyValue and ForAllValues stand before an audience only when the provider sends several.',
    why: 'Whether the aud claim is one value or a list is up to the provider; the operators for several values are right for a list only.',
    remedy: 'Look at a token of the provider: drop the qualifier when its aud is a single value.',
    messages: {
      confirm: 'Is the aud claim of "{{issuer}}" a list? If it is a single value, drop {{qualifier}}.',
    },
    policyTypes: ['trust'],
    references: { accessAnalyzer: ['CONFIRM_AUDIENCE_CLAIM_TYPE'] },
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    condition({ operator: { qualifier }, key }) {
      const issuer = audienceIssuer(key.text);
      if (qualifier === undefined || issuer === undefined || isSingleAudience(catalog, key.text)) return;
      report({ at: key, message: 'confirm', data: { issuer, qualifier } });
    },
  }),
});

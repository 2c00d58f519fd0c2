import { defineRule } from '../../rule.ts';
import { needsKey } from '../../semantics/key-support.ts';

/**
 * AWS publishes no table of keys by service. These are about a user or role of a customer, which a service calling in
 * its own name is not. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const identityKey =
  /^aws:(?:principalorgid|principalorgpaths|principaltag\/.*|username|multifactorauth(?:present|age))$/;

/**
 * Roles Anywhere passes what stands in the certificate on as tags of the session.
 * https://docs.aws.amazon.com/rolesanywhere/latest/userguide/attribute-mapping-and-trust-policy.html
 */
const taggingService = 'rolesanywhere.amazonaws.com';

export default defineRule({
  meta: {
    id: 'unsupported-condition-key-for-service-principal',
    subject: 'policy',
    severity: 'error',
    summary: 'A statement for service principals has no condition on keys that only users and roles have.',
    why: 'A service calls in its own name and belongs to no organization, so the key is absent and an Allow never applies.',
    remedy: 'Use aws:SourceOrgID, aws:SourceAccount or aws:SourceArn, which tell on whose behalf the service calls.',
    messages: {
      absent:
        'Calls of {{service}} never carry "{{key}}". Use aws:SourceOrgID, aws:SourceAccount or aws:SourceArn instead.',
    },
    policyTypes: ['resource', 'trust'],
    references: { accessAnalyzer: ['UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition(condition, { principal }) {
      const { key } = condition;
      if (!identityKey.test(key.text.toLowerCase()) || !needsKey(condition)) return;
      const [first, ...others] = principal?.values ?? [];
      if (first?.kind !== 'Service' || others.some(({ kind }) => kind !== 'Service')) return;
      if (first.text === taggingService && /^aws:principaltag\//i.test(key.text)) return;
      report({ at: key, message: 'absent', data: { service: first.text, key: key.text } });
    },
  }),
});

import { defineRule } from '../../rule.ts';
import { isPoorSourceKey, isSourceKey, sourceSenders } from '../../semantics/source-keys.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceaccount */
export default defineRule({
  meta: {
    id: 'recommended-condition-key-for-service-principal',
    subject: 'policy',
    severity: 'suggestion',
    summary:
      'A resource that lets a service in names its source by aws:SourceArn, aws:SourceAccount or the organization.',
    why: 'aws:Referer is a header with other uses and aws:SourceOwner an older name; the aws:Source keys are set by AWS for this purpose.',
    remedy: 'Use aws:SourceArn, aws:SourceAccount, aws:SourceOrgID or aws:SourceOrgPaths.',
    messages: {
      other: '"{{key}}" is no safe way to narrow {{service}}. Use aws:SourceArn, aws:SourceAccount or aws:SourceOrgID.',
    },
    policyTypes: ['resource'],
    references: { accessAnalyzer: ['RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement(statement) {
      const { conditions } = statement;
      const poor = conditions.find(isPoorSourceKey);
      const [service] = poor ? sourceSenders(statement) : [];
      if (!poor || !service || conditions.some(isSourceKey)) return;
      report({ at: poor.key, message: 'other', data: { key: poor.key.text, service: service.text } });
    },
  }),
});

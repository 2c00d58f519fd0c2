import { defineRule } from '../../rule.ts';
import { isOwnSourceKey, isPoorSourceKey, limitsSource, sourceSenders } from '../../semantics/source-keys.ts';

/** Services of which AWS documents that they send the keys; for the others a condition might shut them out. */
export default defineRule({
  meta: {
    id: 'restrict-access-to-service-principal',
    subject: 'policy',
    severity: 'security',
    securitySeverity: 6.5,
    summary: 'A resource that lets a service in says on whose behalf.',
    why: 'The service acts for all its customers: without a source condition a stranger can make it use your resource (the confused deputy).',
    remedy: 'Add a condition on aws:SourceArn or aws:SourceAccount; for a whole organization, on aws:SourceOrgID.',
    messages: {
      open: '"{{service}}" is let in on behalf of anyone. Add a condition on aws:SourceArn, aws:SourceAccount, aws:SourceOrgID or aws:SourceOrgPaths.',
    },
    policyTypes: ['resource'],
    references: { accessAnalyzer: ['RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement(statement) {
      const limits = [limitsSource, isPoorSourceKey, isOwnSourceKey];
      if (statement.isDamaged || statement.conditions.some((one) => limits.some((isLimit) => isLimit(one)))) return;
      for (const principal of sourceSenders(statement))
        report({ at: principal, message: 'open', data: { service: principal.text } });
    },
  }),
});

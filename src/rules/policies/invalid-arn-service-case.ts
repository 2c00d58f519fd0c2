import { defineRule } from '../../rule.ts';
import { arnFaults, suggestMeant } from '../../semantics/arn-faults.ts';

export default defineRule({
  meta: {
    id: 'invalid-arn-service-case',
    subject: 'policy',
    severity: 'error',
    summary: 'The service in an ARN is written in lower case.',
    why: 'ARNs are compared with letter case, so the statement matches no resource at all.',
    remedy: 'Write the service in lower case.',
    messages: {
      serviceCase: 'The service in an ARN is written in lower case: {{right}}, not {{service}}.',
    },
    references: { accessAnalyzer: ['INVALID_ARN_SERVICE_CASE'] },
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    resource(resource) {
      for (const fault of arnFaults(catalog, resource, 'serviceCase')) {
        const suggestions = suggestMeant(fault, resource);
        report({ at: resource, message: fault.kind, data: fault.data, suggestions });
      }
    },
  }),
});

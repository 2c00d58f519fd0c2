import { defineRule } from '../../rule.ts';
import { arnFaults } from '../../semantics/arn-faults.ts';

export default defineRule({
  meta: {
    id: 'invalid-arn-resource',
    subject: 'policy',
    severity: 'error',
    summary: 'The last part of an ARN begins with a type of resource that the service has.',
    why: 'No resource of the service has such an ARN, so the statement matches nothing. Types are case-sensitive.',
    remedy: "Take the form of the ARN from the service's page in the Service Authorization Reference.",
    messages: {
      resource: '{{service}} has no resources of type "{{word}}". {{hint}}',
    },
    references: { accessAnalyzer: ['INVALID_ARN_RESOURCE'] },
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    resource(resource) {
      for (const { kind, data } of arnFaults(catalog, resource, 'resource'))
        report({ at: resource, message: kind, data });
    },
  }),
});

import type { FixBuilder } from '../../fix/builder.ts';
import { defineRule } from '../../rule.ts';
import { arnFaults } from '../../semantics/arn-faults.ts';

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
      for (const { kind, data, meant } of arnFaults(catalog, resource, 'serviceCase')) {
        const suggestions =
          meant === undefined
            ? []
            : [{ title: `Write ${meant}`, fix: (build: FixBuilder) => build.replace(resource.place, meant) }];
        report({ at: resource, message: kind, data, suggestions });
      }
    },
  }),
});

import { defineRule } from '../../rule.ts';
import { arnFaults } from '../../semantics/arn-faults.ts';

export default defineRule({
  meta: {
    id: 'missing-arn-region',
    subject: 'policy',
    readsUnknown: true,
    severity: 'error',
    summary: 'An ARN names a Region where ARNs of that type of resource have one.',
    why: 'The real ARNs hold a Region, so one with a blank field matches no resource at all.',
    remedy: 'Write the Region, or * for all of them.',
    messages: {
      regionMissing:
        '{{service}} ARNs of this type ({{types}}) have a Region, so {{arn}} matches nothing; write the Region or *.',
    },
    references: { accessAnalyzer: ['MISSING_ARN_REGION'] },
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    resource(resource) {
      for (const { kind, data } of arnFaults(catalog, resource, 'regionMissing'))
        report({ at: resource, message: kind, data });
    },
  }),
});

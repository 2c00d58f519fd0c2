import { defineRule } from '../../rule.ts';
import { arnFaults } from '../../semantics/arn-faults.ts';

export default defineRule({
  meta: {
    id: 'arn-region-not-allowed',
    subject: 'policy',
    readsUnknown: true,
    severity: 'error',
    summary: 'An ARN names a Region only where ARNs of that type of resource have one.',
    why: 'The real ARNs leave the Region blank, so the statement matches no resource at all: an Allow grants nothing, a Deny stops nothing.',
    remedy: 'Leave the Region field blank.',
    messages: {
      regionNotAllowed:
        '{{service}} ARNs of this type ({{types}}) have no Region, so {{arn}} matches nothing; leave the Region blank.',
    },
    references: { accessAnalyzer: ['ARN_REGION_NOT_ALLOWED'] },
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    resource(resource) {
      for (const { kind, data } of arnFaults(catalog, resource, 'regionNotAllowed'))
        report({ at: resource, message: kind, data });
    },
  }),
});

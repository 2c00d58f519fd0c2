import { defineRule } from '../../rule.ts';
import { arnFaults } from '../../semantics/arn-faults.ts';

export default defineRule({
  meta: {
    id: 'invalid-arn-region',
    subject: 'policy',
    readsUnknown: true,
    severity: 'error',
    summary: 'The Region in an ARN exists, in the partition of the ARN.',
    why: 'An ARN with a Region that does not exist matches no resource: an Allow grants nothing, a Deny stops nothing.',
    remedy: 'Write the code of a Region of the partition, such as us-east-1, or *.',
    messages: {
      regionUnknown: 'There is no Region {{region}}.{{hint}}',
      regionUnlisted: 'Region {{region}} is not among those this version knows.{{hint}}',
      regionPartition: 'Region {{region}} does not belong to partition {{partition}}, so the ARN matches nothing.',
    },
    references: {
      accessAnalyzer: ['INVALID_ARN_REGION'],
      boogy: ['resource_validation', 'invalid_resource'],
      parliament: ['INVALID_ARN'],
    },
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    resource(resource) {
      for (const { kind, data } of arnFaults(catalog, resource, 'regionUnknown', 'regionUnlisted', 'regionPartition'))
        report({ at: resource, message: kind, data });
    },
  }),
});

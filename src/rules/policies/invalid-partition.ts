import { defineRule } from '../../rule.ts';
import { arnFaults } from '../../semantics/arn-faults.ts';

export default defineRule({
  meta: {
    id: 'invalid-partition',
    subject: 'policy',
    readsUnknown: true,
    severity: 'error',
    summary: 'The partition in an ARN exists.',
    why: 'An ARN of a partition that does not exist matches no resource: an Allow grants nothing, a Deny stops nothing.',
    remedy: 'Write aws, aws-cn, aws-us-gov or another partition.',
    messages: {
      partition: 'There is no partition "{{partition}}". Partitions: {{allowed}}.',
    },
    references: {
      accessAnalyzer: ['INVALID_PARTITION'],
      boogy: ['resource_validation', 'invalid_resource'],
      parliament: ['INVALID_ARN'],
    },
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    resource(resource) {
      for (const { kind, data } of arnFaults(catalog, resource, 'partition'))
        report({ at: resource, message: kind, data });
    },
  }),
});

import { defineRule } from '../../rule.ts';
import { arnFaults } from '../../semantics/arn-faults.ts';

export default defineRule({
  meta: {
    id: 'missing-arn-field',
    subject: 'policy',
    severity: 'error',
    summary: 'An ARN has six fields.',
    why: 'An ARN with fewer fields than arn:partition:service:region:account:resource matches no resource.',
    remedy: 'Write all six fields; Region and account may be blank but their colons stay.',
    messages: {
      fields:
        '"{{arn}}" has {{found}} of the six fields of an ARN (arn:partition:service:region:account:resource). Keep the colons of blank fields.',
    },
    references: {
      accessAnalyzer: ['MISSING_ARN_FIELD'],
      boogy: ['resource_validation', 'invalid_resource'],
      parliament: ['INVALID_ARN'],
    },
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    resource(resource) {
      for (const { kind, data } of arnFaults(catalog, resource, 'fields'))
        report({ at: resource, message: kind, data });
    },
  }),
});

import { hasWildcard } from '../../policy/pattern.ts';
import { defineRule } from '../../rule.ts';
import { arnFaults } from '../../semantics/arn-faults.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html */
export default defineRule({
  meta: {
    id: 'wildcard-in-service-name',
    subject: 'policy',
    readsUnknown: true,
    severity: 'suggestion',
    summary: 'The service of an action or an ARN is written out.',
    why: 'A pattern for services also takes in services that AWS adds later, and nobody can read from it what is granted today.',
    remedy: 'List the services one by one.',
    messages: {
      action: 'The service in {{action}} is a pattern and may take in services to come; list the services.',
      resource:
        'The service "{{service}}" in {{arn}} is a pattern and may take in services to come; list the services.',
    },
    references: { accessAnalyzer: ['WILDCARD_IN_SERVICE_NAME'] },
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    action(action) {
      if (action.service === undefined || !hasWildcard(action.service)) return;
      report({ at: action, message: 'action', data: { action: action.text } });
    },
    resource(resource) {
      for (const { data } of arnFaults(catalog, resource, 'serviceWildcard'))
        report({ at: resource, message: 'resource', data });
    },
  }),
});

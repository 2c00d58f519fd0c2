import { prefixFor } from '../../catalog/api-operations.ts';
import { nearest } from '../../catalog/suggest.ts';
import { hasWildcard } from '../../policy/pattern.ts';
import { mayHaveVariables } from '../../policy/variable.ts';
import { defineRule } from '../../rule.ts';
import { isUnlisted } from '../../semantics/action-name.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
export default defineRule({
  meta: {
    id: 'invalid-service-in-action',
    subject: 'policy',
    readsUnknown: true,
    severity: 'error',
    summary: 'The prefix of every action is that of a service.',
    why: 'An action of a service that does not exist matches no request: an Allow grants nothing, a Deny protects nothing.',
    remedy: 'Write the prefix of the Service Authorization Reference; it is not always the name of the SDK client.',
    messages: {
      alias: 'There is no service prefix "{{service}}"; its actions are written {{meant}}:{{name}}.',
      unknown: 'There is no service prefix "{{service}}" as in {{action}}.{{hint}}',
    },
    references: {
      accessAnalyzer: ['INVALID_SERVICE_IN_ACTION'],
      boogy: ['action_validation'],
      cfnLint: ['W3037'],
      parliament: ['UNKNOWN_PREFIX'],
    },
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    action(action) {
      const { service, name, text } = action;
      if (service === undefined || catalog.hasService(service) || isUnlisted(service)) return;
      if (hasWildcard(service) || mayHaveVariables(service)) return;
      const meant = prefixFor(service);
      if (meant !== undefined) report({ at: action, message: 'alias', data: { service, name, meant } });
      else {
        const near = nearest(service, catalog.prefixes, 3);
        const hint = near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`;
        report({ at: action, message: 'unknown', data: { service, action: text, hint } });
      }
    },
  }),
});

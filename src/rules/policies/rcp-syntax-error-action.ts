import { defineRule } from '../../rule.ts';
import { hasWildcard } from '../../policy/pattern.ts';

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html */
export default defineRule({
  meta: {
    id: 'rcp-syntax-error-action',
    subject: 'policy',
    severity: 'error',
    summary: 'The actions of a resource control policy name a service that supports these policies.',
    why: 'AWS Organizations refuses * alone, and the policy has no effect on services outside its list.',
    remedy: 'Write actions such as s3:* of services that support resource control policies.',
    messages: {
      star: 'The action "*" is not allowed in a Deny of a resource control policy. Name services, for example s3:*.',
      wildcard:
        'The service of "{{action}}" has a wildcard. Name it; only the part after the colon may have wildcards.',
      service: 'Resource control policies do not cover {{service}}, the service of "{{action}}".',
    },
    policyTypes: ['rcp'],
    references: { accessAnalyzer: ['RCP_SYNTAX_ERROR_ACTION'], boogy: ['policy_type_validation'] },
    since: '0.1.0',
  },
  create({ catalog, report }) {
    const covered = new Set(catalog.rcpServices);
    return {
      action(action, { isAllow }) {
        // Allow and NotAction are not allowed at all, which other rules say.
        if (action.negated || isAllow !== false) return;
        const { service, text } = action;
        if (text === '*') report({ at: action, message: 'star' });
        else if (service === undefined) return;
        else if (hasWildcard(service)) report({ at: action, message: 'wildcard', data: { action: text } });
        else if (catalog.hasService(service) && !covered.has(service))
          report({ at: action, message: 'service', data: { action: text, service } });
      },
    };
  },
});

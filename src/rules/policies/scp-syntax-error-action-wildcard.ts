import { defineRule } from '../../rule.ts';

/**
 * AWS Organizations takes wildcards anywhere in an action since September 2025, so this is for those who keep to the
 * older grammar. https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html
 */
export default defineRule({
  meta: {
    id: 'scp-syntax-error-action-wildcard',
    subject: 'policy',
    severity: 'error',
    summary: 'In a service control policy, wildcards stand only at the end of an action.',
    why: 'Until September 2025 AWS Organizations refused wildcards in other places, as well as Condition, NotAction, NotResource and single resources in Allow statements; tools made before then may still do so.',
    remedy: 'Name the actions, or leave the rule off where the newer grammar is fine.',
    messages: {
      middle:
        'The action "{{action}}" has a wildcard before its end, which older service control policies cannot have.',
    },
    policyTypes: ['scp'],
    offByDefault: true,
    // The others are retired: since the same change nothing takes their place, and whoever looks for them lands here.
    references: {
      accessAnalyzer: [
        'SCP_SYNTAX_ERROR_ACTION_WILDCARD',
        'SCP_SYNTAX_ERROR_ALLOW_CONDITION',
        'SCP_SYNTAX_ERROR_ALLOW_NOTACTION',
        'SCP_SYNTAX_ERROR_ALLOW_RESOURCE',
        'SCP_SYNTAX_ERROR_NOTRESOURCE',
      ],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    action(action) {
      if (/[*?][^*?]/.test(action.text)) report({ at: action, message: 'middle', data: { action: action.text } });
    },
  }),
});

import type { ActionInfo } from '../../catalog/catalog.ts';
import { splitArn } from '../../policy/arn.ts';
import type { Statement } from '../../policy/model.ts';
import { hasWildcard, isStarText } from '../../policy/pattern.ts';
import { rememberTexts } from '../../policy/remember.ts';
import { defineRule } from '../../rule.ts';
import { actionResources, reaches } from '../../semantics/action-resources.ts';

export default defineRule({
  meta: {
    id: 'action-needs-all-resources',
    subject: 'policy',
    severity: 'warning',
    precision: 'medium',
    summary: 'An action that acts on no particular resource stands in a statement on all resources.',
    why: 'Requests for such an action name no resource, so they match Resource "*" only; with ARNs the action is not granted, nor denied.',
    remedy: 'Move the action to a statement with Resource "*".',
    messages: {
      star: '{{action}} supports only Resource "*", so the ARNs of the statement never match it.',
    },
    policyTypes: ['identity', 'boundary', 'scp'],
    references: { parliament: ['RESOURCE_MISMATCH'] },
    since: '0.1.0',
  },
  create({ catalog, report }) {
    const known = actionResources(catalog);
    const hasResourceType = rememberTexts((text) => known.actions(text).some((one) => one.resourceTypes.length > 0));
    return {
      statement(statement) {
        // Most statements have `*`, and of the others most actions know a resource type: both are cheap to see.
        if (statement.resource?.values.some(({ text }) => isStarText(text)) !== false) return;
        const without = statement.action?.values.filter(({ text }) => !hasResourceType(text)) ?? [];
        if (without.length === 0 || !reaches(catalog, statement)) return;
        const broad = broadServices(statement);
        for (const action of without) {
          const meant = known.actions(action.text);
          if (meant.length === 0 || meant.some(broad)) continue;
          report({ at: action, message: 'star', data: { action: action.text } });
        }
      },
    };
  },
});

/** Some reading actions are checked against `arn:aws:s3:::*` or `log-group:*` instead, which their reference does not say. */
function broadServices({ resource }: Statement): (action: ActionInfo) => boolean {
  const arns = (resource?.values ?? []).map(({ text }) => splitArn(text));
  return ({ service, isWrite }) =>
    arns.some((arn) => {
      if (arn?.service !== service) return arn !== undefined && hasWildcard(arn.service);
      return /^[*?]/.test(arn.resource) || (!isWrite && arn.resource.endsWith('*'));
    });
}

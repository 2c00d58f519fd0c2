import type { ActionInfo } from '../../catalog/catalog.ts';
import scoped from '../../data/scoped-actions.json' with { type: 'json' };
import { splitArn } from '../../policy/arn.ts';
import type { Statement } from '../../policy/model.ts';
import { hasWildcard, isStarText } from '../../policy/pattern.ts';
import { rememberTexts } from '../../policy/remember.ts';
import { defineRule } from '../../rule.ts';
import { actionResources, isInDoubt, reaches } from '../../semantics/action-resources.ts';

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
    references: { boogy: ['action_resource_matching'], parliament: ['RESOURCE_MISMATCH'] },
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
          if (
            meant.length === 0 ||
            meant.some((one) => broad(one) || isScoped(one) || (one.isWrite && isInDoubt(one, statement)))
          )
            continue;
          report({ at: action, message: 'star', data: { action: action.text } });
        }
      },
    };
  },
});

const scopedActions = new Set(scoped.actions.map((name) => name.toLowerCase()));

/** AWS's own documentation limits the action to ARNs, though its reference knows no resource for it. */
function isScoped({ service, name }: ActionInfo): boolean {
  return scopedActions.has(`${service}:${name}`.toLowerCase()) || /^(?:un)?tagresource$/i.test(name);
}

/**
 * Some reading actions are checked against `arn:aws:s3:::*` or `log-group:*` instead, which their reference does not say.
 * Those of EC2 are not: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-policies-for-amazon-ec2.html
 */
function broadServices({ resource }: Statement): (action: ActionInfo) => boolean {
  const arns = (resource?.values ?? []).map(({ text }) => splitArn(text));
  return ({ service, isWrite }) =>
    arns.some((arn) => {
      if (arn?.service !== service) return arn !== undefined && hasWildcard(arn.service);
      return /^[*?]/.test(arn.resource) || (!isWrite && service !== 'ec2' && arn.resource.endsWith('*'));
    });
}

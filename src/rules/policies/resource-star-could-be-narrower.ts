import { compilePattern, isStar } from '../../policy/pattern.ts';
import { defineRule } from '../../rule.ts';
import { actionResources } from '../../semantics/action-resources.ts';

export default defineRule({
  meta: {
    id: 'resource-star-could-be-narrower',
    subject: 'policy',
    severity: 'suggestion',
    summary: 'Actions that act on particular resources are allowed on those that are needed.',
    why: 'With Resource "*" the actions reach every resource of their kind in the account, also those that come later.',
    remedy: 'List the ARNs of the resources that are needed.',
    messages: {
      star: 'Every action of this statement can be limited to resources, such as {{arn}}; Resource "*" allows them on all.',
    },
    policyTypes: ['identity'],
    offByDefault: true,
    references: { boogy: ['wildcard_resource'], parliament: ['RESOURCE_STAR'] },
    since: '0.1.0',
  },
  create({ catalog, report }) {
    const known = actionResources(catalog);
    return {
      statement({ isAllow, isDamaged, action, resource }) {
        if (isAllow !== true || isDamaged || !action) return;
        const star = resource?.values.find(({ text }) => isStar(compilePattern(text)));
        if (!star) return;
        const actions = action.values.map(({ text }) => known.actions(text));
        const targets = actions.map((meant) => meant.map((one) => known.targets(one)));
        const canBeLimited = targets.every((lists) => lists.length > 0 && lists.every((list) => list.length > 0));
        const arn = targets[0]?.[0]?.[0]?.arn;
        if (canBeLimited && arn !== undefined) report({ at: star, message: 'star', data: { arn } });
      },
    };
  },
});

import { listed } from '../../account/admin-policy.ts';
import { writtenStatements } from '../../account/written-policies.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { splitArn } from '../../policy/arn.ts';
import type { ResourcePattern } from '../../policy/model.ts';
import { defineRule } from '../../rule.ts';
import { expandActions } from '../../semantics/expand.ts';

export default defineRule({
  meta: {
    id: 'policy-deny-user-actions-on-group-arn',
    subject: 'account',
    severity: 'warning',
    securitySeverity: 6,
    summary: 'A Deny of actions on users does not name the ARN of a group.',
    why: 'Actions on users are matched against ARNs of users. A Deny that names a group denies them for nobody, although it reads as if the members were protected.',
    remedy: 'Name the users, by ARN, path or tag; a Deny cannot reach the members of a group through its ARN.',
    messages: {
      noEffect: 'The Deny of {{actions}} in policy {{policy}} has no effect: these act on users, and it names a group.',
    },
    references: { scoutsuite: ['iam-lightspin-user-action-denied-for-group'] },
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    accountPolicy(policy) {
      for (const statement of writtenStatements(policy, 'Deny')) {
        const { action, resource } = statement;
        if (!action || !resource || resource.values.length === 0 || !resource.values.every(isGroup)) continue;
        const vain = action.values.map(({ text }) => text).filter((text) => reachesUsers(text, catalog));
        if (vain.length === 0) continue;
        const data = { policy: policy.name, actions: listed(vain) };
        report({ at: statement, message: 'noEffect', data, evidence: { actions: vain } });
      }
    },
  }),
});

function isGroup({ text }: ResourcePattern): boolean {
  const arn = splitArn(text);
  return arn?.service === 'iam' && arn.resource.startsWith('group/');
}

/** Whether the pattern has actions on users that no group can be the resource of. */
function reachesUsers(text: string, catalog: Catalog): boolean {
  const actions = text === '*' ? expandActions(catalog, 'iam:*') : expandActions(catalog, text);
  return actions.some((name) => {
    const types = catalog.action(name)?.resourceTypes.map((type) => type.name) ?? [];
    return name.startsWith('iam:') && types.includes('user') && !types.includes('group');
  });
}

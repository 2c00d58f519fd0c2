import { defineRule } from '../../rule.ts';
import { splitArn } from '../../policy/arn.ts';
import type { ActionPattern, Statement } from '../../policy/model.ts';
import { hasWildcard } from '../../policy/pattern.ts';
import { rememberTexts } from '../../policy/remember.ts';
import { actionResources, isInDoubt, reaches, type Target } from '../../semantics/action-resources.ts';
import { isPlain } from '../../semantics/arn-faults.ts';

export default defineRule({
  meta: {
    id: 'action-resource-mismatch',
    subject: 'policy',
    severity: 'warning',
    precision: 'high',
    summary: 'Every action of a statement can meet one of its resources.',
    why: 'An action that acts on none of the listed resources is not granted, nor denied, whatever the statement seems to say. The usual case is an action on objects with the ARN of their bucket.',
    remedy: 'Add the ARN of a resource that the action acts on, or move the action to a statement of its own.',
    messages: {
      never: '{{action}} matches none of the resources in the statement; it acts on {{arns}}.',
    },
    policyTypes: ['identity', 'boundary', 'scp', 'rcp', 'resource'],
    references: { boogy: ['action_resource_matching'], cfnLint: ['I3510'], parliament: ['RESOURCE_MISMATCH'] },
    since: '0.1.0',
  },
  create({ catalog, report }) {
    const known = actionResources(catalog);
    const targetsOf = rememberTexts((text) => {
      const targets = known.actions(text).map((one) => known.targets(one));
      // The reference leaves out many resource types of actions on tags; actions on * only have a rule of their own.
      return /tag/i.test(text) || targets.some((list) => list.length === 0) ? [] : targets;
    });
    /** ARNs of other services are beyond all that a pattern may stand for, whatever the reference leaves out. */
    const foreignTargets = rememberTexts((text) => {
      if (!hasWildcard(text)) return [];
      const targets = known.actions(text).flatMap((one) => known.targets(one));
      return targets.every(({ service }) => !hasWildcard(service)) ? targets : [];
    });
    return {
      statement(statement) {
        const listed = reaches(catalog, statement);
        if (!listed) return;
        for (const action of statement.action?.values ?? []) {
          const foreign = foreignTargets(action.text);
          if (foreign.length > 0 && isOfOtherServices(statement, action, foreign)) {
            report({ at: action, message: 'never', data: { action: action.text, arns: listArns(foreign) } });
            continue;
          }
          const targets = targetsOf(action.text);
          if (
            targets.length === 0 ||
            targets.some((list) => list.some((target) => listed.some((reach) => reach(target))))
          )
            continue;
          if (known.actions(action.text).some((one) => isInDoubt(one, statement))) continue;
          report({ at: action, message: 'never', data: { action: action.text, arns: listArns(targets.flat()) } });
        }
      },
    };
  },
});

function listArns(targets: readonly Target[]): string {
  return [...new Set(targets.map(({ arn }) => arn))].slice(0, 3).join(' or ');
}

/** Whether each resource of the statement is of a service that the actions have nothing to do with. */
function isOfOtherServices({ resource }: Statement, { service }: ActionPattern, targets: readonly Target[]): boolean {
  const own = new Set([service, ...targets.map((target) => target.service)]);
  return (resource?.values ?? []).every(({ text }) => {
    const found = splitArn(text)?.service;
    return found !== undefined && isPlain(found) && !own.has(found);
  });
}

/** Which actions a condition key can be in the request of. Action tables: the service authorization reference. */
import type { ActionInfo, Catalog } from '../catalog/catalog.ts';
import type { ActionPattern, Condition, Statement } from '../policy/model.ts';
import { hasWildcard } from '../policy/pattern.ts';
import { familyOf } from './condition-value.ts';

/** Condition keys of the action and of its resource types, in lower case. */
export function keysOfAction(catalog: Catalog, action: ActionInfo): ReadonlySet<string> {
  let keys = keysByAction.get(action);
  if (keys) return keys;
  const types = catalog.service(action.service)?.resourceTypes;
  const all = [
    ...action.conditionKeys,
    ...action.resourceTypes.flatMap(({ name, conditionKeys }) => [
      ...conditionKeys,
      ...(types?.get(name)?.conditionKeys ?? []),
    ]),
  ];
  keys = new Set(all.map((key) => key.toLowerCase()));
  keysByAction.set(action, keys);
  return keys;
}

const keysByAction = new WeakMap<ActionInfo, ReadonlySet<string>>();

/** Whether a request without the key fails the condition, or passes it by accident: not Null, IfExists or ForAllValues. */
export function needsKey(condition: Condition): boolean {
  const { operator } = condition;
  const family = familyOf(condition);
  return family !== undefined && family !== 'null' && !operator.ifExists && operator.qualifier !== 'ForAllValues';
}

/** The condition of the statement on `aws:ResourceTag/...` that a resource without tags cannot meet. */
export function findTagCondition({ conditions }: Statement): Condition | undefined {
  return conditions.find((condition) => /^aws:resourcetag\/./i.test(condition.key.text) && needsKey(condition));
}

/**
 * The actions written in full that never see `aws:ResourceTag`, and `service:*` where no action of the service does.
 * An action that takes tags in its request creates what it works on, so IAM Access Analyzer leaves it alone.
 */
export function findUntaggable(catalog: Catalog, { action }: Statement): readonly ActionPattern[] {
  return (action?.values ?? []).filter((pattern) => {
    if (pattern.service === undefined) return false;
    if (pattern.name === '*') return lacksTags(catalog, pattern.service);
    if (hasWildcard(pattern.text)) return false;
    const info = catalog.action(pattern.text);
    return info !== undefined && !hasTags(catalog, info);
  });
}

function lacksTags(catalog: Catalog, prefix: string): boolean {
  const actions = catalog.service(prefix)?.actions;
  return actions !== undefined && actions.size > 0 && ![...actions.values()].some((info) => hasTags(catalog, info));
}

const tagsByAction = new WeakMap<ActionInfo, boolean>();

function hasTags(catalog: Catalog, action: ActionInfo): boolean {
  let answer = tagsByAction.get(action);
  if (answer === undefined) {
    answer = [...keysOfAction(catalog, action)].some((key) => /^aws:(?:resourcetag\/|requesttag\/|tagkeys$)/.test(key));
    tagsByAction.set(action, answer);
  }
  return answer;
}

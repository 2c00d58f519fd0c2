/** The service whose actions and ARNs the policy of a resource may hold. */
import table from '../data/resource-policy-services.json' with { type: 'json' };
import type { Policy } from '../policy/model.ts';

const serviceByType: ReadonlyMap<string, string> = new Map(
  Object.entries(table.services).flatMap(([service, types]) => types.map((type) => [type, service] as const)),
);

/** The service of the resource that the policy belongs to; undefined when the type is not said or not known. */
export function policyService({ type, resourceType }: Policy): string | undefined {
  return type === 'resource' && resourceType !== undefined ? serviceByType.get(resourceType) : undefined;
}

/** Whether policies of that service name resources by ARNs of other services, as those of backup vaults do. */
export function takesOtherArns(service: string): boolean {
  return table.otherArns.includes(service);
}

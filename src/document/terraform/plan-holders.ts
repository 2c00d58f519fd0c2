/** Users, groups and roles of a plan, each with all the policies that the plan gives it. */
import type { Location } from '../../finding.ts';
import type { Policy } from '../../policy/model.ts';
import type { PolicyHolder } from '../../rule.ts';
import { own } from '../policy-type.ts';
import { refOf } from './found.ts';
import { administrators, holderTypes, type HolderType } from './holder-types.ts';
import type { Addressed, Origins } from './plan-origin.ts';

/** A resource of the plan with the values it will have. */
export interface PlannedResource extends Addressed {
  readonly values: Readonly<Record<string, unknown>>;
}

interface Plan<Resource extends PlannedResource> {
  readonly resources: readonly Resource[];
  readonly origins: Origins;
  readonly file: string | undefined;
  readonly locate: (resource: Resource) => Location;
  /** Those in an attribute, or in the blocks of that name. */
  readonly policiesIn: (resource: PlannedResource, attribute: string) => readonly Policy[];
}

/** Each user, group and role that has a policy in the plan. */
export function findPlannedHolders<Resource extends PlannedResource>(plan: Plan<Resource>): PolicyHolder[] {
  const byType = new Map<string, Resource[]>();
  for (const one of plan.resources) {
    const list = byType.get(one.type);
    if (list) list.push(one);
    else byType.set(one.type, [one]);
  }
  const ofType = (type: string): readonly Resource[] => byType.get(type) ?? [];
  return holderTypes.flatMap((type) => ofType(type.resource).map((one) => holderOf(one, type, plan, ofType)));
}

function holderOf<Resource extends PlannedResource>(
  one: Resource,
  type: HolderType,
  plan: Plan<Resource>,
  ofType: (type: string) => readonly Resource[],
): PolicyHolder {
  const { origins, policiesIn } = plan;
  const isManaged = (by: Resource, attribute: string): readonly Policy[] =>
    ofType('aws_iam_policy')
      .filter((policy) => refersTo(by, attribute, policy, 'arn', origins))
      .flatMap((policy) => policiesIn(policy, 'policy'));
  const inline = ofType(type.policies.resource)
    .filter((by) => refersTo(by, type.policies.holder, one, 'name', origins))
    .flatMap((by) => policiesIn(by, 'policy'));
  const attaching = type.attachments.flatMap(({ resource, holder, arns }) =>
    ofType(resource)
      .filter((by) => refersTo(by, holder, one, 'name', origins))
      .map((by) => [by, arns] as const),
  );
  const lists = [...attaching, [one, 'managed_policy_arns'] as const];
  const policies = [
    ...type.inline.flatMap(([attribute = '']) => policiesIn(one, attribute)),
    ...inline,
    ...lists.flatMap(([by, arns]) => isManaged(by, arns)),
  ];
  const [trust] = policiesIn(one, 'assume_role_policy');
  const [boundary] = isManaged(one, 'permissions_boundary');
  return {
    ref: refOf({ resourceType: type.type, address: one.address }),
    location: plan.locate(one),
    kind: type.kind,
    file: plan.file,
    ...(trust && { trust }),
    policies: [...new Set(policies)],
    ...(boundary && { boundary }),
    isBoundaryUnknown: !boundary && hasBoundary(one, origins),
    attached: lists
      .flatMap(([by, arns]) => textsIn(own(by.values, arns)))
      .filter((arn) => administrators.test(arn))
      .map((arn) => arn.replace(/^arn:[^:]*:/, 'arn:aws:')),
  };
}

function hasBoundary({ values, address }: PlannedResource, origins: Origins): boolean {
  const written = own(values, 'permissions_boundary');
  return (typeof written === 'string' && written !== '') || origins.isUnknown(address, 'permissions_boundary');
}

/** Whether the attribute is the other resource's name or ARN, or a list with it; where that is not known, whether it is written so. */
function refersTo(
  by: PlannedResource,
  attribute: string,
  other: PlannedResource,
  identity: string,
  origins: Origins,
): boolean {
  const known = own(other.values, identity);
  const texts = textsIn(own(by.values, attribute));
  if (texts.length > 0 && !origins.isUnknown(by.address, attribute)) return typeof known === 'string' && texts.includes(known); // prettier-ignore
  if (by.module !== other.module) return false;
  const references = origins.referencesOf(by, attribute);
  const name = `${other.type}.${other.name}`;
  const isNamed = references.some((one) => one === name || one.startsWith(`${name}.`) || one.startsWith(`${name}[`));
  if (!isNamed || other.index === undefined || other.index === by.index) return isNamed;
  const copies = references.filter((one) => one.startsWith(`${name}[`));
  return copies.some((one) => one.startsWith(`${name}[${JSON.stringify(other.index)}]`));
}

function textsIn(value: unknown): readonly string[] {
  return (Array.isArray(value) ? (value as unknown[]) : [value]).filter((one) => typeof one === 'string');
}

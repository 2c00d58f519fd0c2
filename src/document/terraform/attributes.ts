/** Which attributes of which Terraform resources hold a policy: the table of src/data/terraform-policies.json, typed. */
import table from '../../data/terraform-policies.json' with { type: 'json' };
import type { PolicyType } from '../../policy/model.ts';

export interface PolicyAttribute {
  /** Names of the blocks around it, then its own. */
  readonly path: readonly string[];
  /** `organization`: the resource's attribute `type` tells. */
  readonly type: PolicyType | 'organization';
  /** CloudFormation type of what the policy belongs to. */
  readonly resourceType: string;
}

const attributes: ReadonlyMap<string, readonly PolicyAttribute[]> = new Map(
  Object.entries(table.attributes).map(([resource, byName]) => [
    resource,
    Object.entries(byName).map(([name, [type, resourceType]]) => ({
      path: name.split('.'),
      type: type as PolicyAttribute['type'],
      resourceType: resourceType as string,
    })),
  ]),
);

/** Of every resource in the table, for documentation and its test. */
export const policyAttributes = attributes;

/** The attributes of a resource that hold policies. */
export function attributesOf(resource: string): readonly PolicyAttribute[] {
  return attributes.get(resource) ?? [];
}

/**
 * The type of a policy in this attribute; undefined when it is no IAM policy, as a tag policy of an organization.
 * `kind` is the resource's attribute `type`: undefined when not written, null when not known.
 */
export function typeOfAttribute({ type }: PolicyAttribute, kind: string | null | undefined): PolicyType | undefined {
  if (type !== 'organization') return type;
  // https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/organizations_policy.html.markdown: the default
  if (kind === undefined || kind === 'SERVICE_CONTROL_POLICY') return 'scp';
  return kind === 'RESOURCE_CONTROL_POLICY' ? 'rcp' : undefined;
}

export interface AttachmentAttribute {
  /** Holds the ARN, or a list of them. */
  readonly name: string;
  /** CloudFormation type of what the policies are attached to. */
  readonly holderType: string;
}

/** Of every resource that attaches managed policies. */
export const attachmentAttributes: ReadonlyMap<string, AttachmentAttribute> = new Map(
  Object.entries(table.attachments).map(([resource, [name, holderType]]) => [
    resource,
    { name: name as string, holderType: holderType as string },
  ]),
);

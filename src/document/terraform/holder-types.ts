/** Which resources of Terraform's AWS provider give policies to users, groups and roles. */
import type { PolicyHolder } from '../../rule.ts';

export interface HolderType {
  readonly resource: string;
  /** In CloudFormation's words. */
  readonly type: string;
  readonly kind: PolicyHolder['kind'];
  /** Attributes of its own that hold policies for it. */
  readonly inline: readonly (readonly string[])[];
  /** Resources with an inline policy, and their attribute that names the holder. */
  readonly policies: { readonly resource: string; readonly holder: string };
  readonly attachments: readonly { readonly resource: string; readonly holder: string; readonly arns: string }[];
}

function holderType(kind: PolicyHolder['kind'], type: string, inline: HolderType['inline'] = []): HolderType {
  const resource = `aws_iam_${kind}`;
  return {
    resource,
    type,
    kind,
    inline,
    policies: { resource: `${resource}_policy`, holder: kind },
    attachments: [
      { resource: `${resource}_policy_attachment`, holder: kind, arns: 'policy_arn' },
      { resource: `${resource}_policy_attachments_exclusive`, holder: `${kind}_name`, arns: 'policy_arns' },
      { resource: 'aws_iam_policy_attachment', holder: `${kind}s`, arns: 'policy_arn' },
    ],
  };
}

export const holderTypes: readonly HolderType[] = [
  holderType('role', 'AWS::IAM::Role', [['inline_policy', 'policy']]),
  holderType('user', 'AWS::IAM::User'),
  holderType('group', 'AWS::IAM::Group'),
];

/** The partition may be unknown. */
export const administrators = /^arn:[^:]*(?:\uE000[^\uE001]*\uE001)?[^:]*:iam::aws:policy\/AdministratorAccess$/;

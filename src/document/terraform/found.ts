/** What the Terraform readers collect on their way, in the form all readers share. */
import type { Location, ResourceRef } from '../../finding.ts';
import type { PolicyType } from '../../policy/model.ts';
import { parsePolicy } from '../../policy/parse.ts';
import { pointerOf, type PolicySource } from '../../policy/place.ts';
import { hideMarks } from '../../policy/unknown.ts';
import type { DetectOptions, FoundPolicies } from '../detect.ts';
import { detectType, isTrustType } from '../policy-type.ts';
import { typeByName } from '../by-name.ts';
import { withoutForeign } from './optional.ts';
import { sourceOf, toJson, type Value } from './value.ts';

type Growing<T> = T extends readonly (infer Item)[] ? Item[] : never;

/** `FoundPolicies` while it is being filled. */
export type Found = {
  -readonly [K in keyof Omit<FoundPolicies, 'hidesLines' | 'holders' | 'suppressions'>]-?: Growing<
    NonNullable<FoundPolicies[K]>
  >;
};

export function newFound(): Found {
  return { policies: [], syntaxErrors: [], duplicates: [], unread: [], attachments: [] };
}

export interface Holder {
  /** Undefined: the policy's content tells. */
  readonly type?: PolicyType | undefined;
  readonly resourceType: string;
  /** What the place is called, where nothing else tells the type. */
  readonly called?: string;
  /** Terraform address. */
  readonly address: string;
}

/** Whose policy it is, for findings: the type in CloudFormation's words, and the address in Terraform. */
export function refOf({ resourceType, address }: Holder): ResourceRef {
  return { type: resourceType, name: address };
}

/** Adds a policy that was read. */
export function addPolicy(
  raw: unknown,
  holder: Holder,
  source: PolicySource,
  options: DetectOptions,
  found: Found,
): void {
  const asked = options.resourceType;
  const named = typeByName(holder.called ?? '', detectType(raw));
  const type = options.policyType ?? holder.type ?? (asked === undefined ? named.type : typeOf(asked));
  const own = holder.type ? holder.resourceType : named.resourceType;
  const resourceType = asked ?? (type === 'resource' ? own : undefined);
  found.policies.push({ policy: parsePolicy(raw, { type, resourceType, source }) });
}

/** Adds the policy of an `aws_iam_policy_document`. */
export function addDocument(
  policy: Value,
  holder: Holder,
  place: { readonly file: string | undefined; readonly pointer: string },
  options: DetectOptions,
  found: Found,
): void {
  const fitting = withoutForeign(policy, options.policyType ?? holder.type);
  addPolicy(toJson(fitting), holder, sourceOf(fitting, { ...place, resource: refOf(holder) }), options, found);
}

function typeOf(resourceType: string): PolicyType {
  return isTrustType(resourceType) ? 'trust' : 'resource';
}

/** Says that a policy is there and is not judged. */
export function sayUnread(address: string, reason: string, location: Location, found: Found): void {
  found.unread.push({ message: `${address} is not judged: ${hideMarks(reason)}.`, location });
}

/** Pointer of something of a resource, as `.tf.json` would have it. */
export function pointerTo(...path: readonly (string | number)[]): string {
  return pointerOf('', path);
}

/** Adds a managed policy that a resource attaches; a text that is no ARN is not known. */
export function addAttachment(
  { address, holderType }: { readonly address: string; readonly holderType: string },
  text: string | undefined,
  location: Location,
  found: Found,
): void {
  // The partition is seldom known, and AWS has the same managed policies in each.
  const policyArn = text?.replace(/^arn:\uE000[^\uE001]*\uE001:/, 'arn:aws:');
  if (policyArn === undefined || !policyArn.startsWith('arn:')) return;
  found.attachments.push({ policyArn, ref: { type: holderType, name: address }, location });
}

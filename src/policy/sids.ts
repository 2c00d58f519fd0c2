/**
 * Which statements repeat the Sid of an earlier one, and where that is refused.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
 */
import type { Policy, Text } from './model.ts';

export interface RepeatedSid {
  readonly sid: Text;
  /** The first statement's. */
  readonly first: Text;
}

/** Every Sid that an earlier statement has too. An empty one is no name, so it cannot repeat. */
export function findRepeatedSids(policy: Policy): RepeatedSid[] {
  const seen = new Map<string, Text>();
  const repeated: RepeatedSid[] = [];
  for (const { sid } of policy.statements) {
    if (!sid || sid.text === '') continue;
    const first = seen.get(sid.text);
    if (first) repeated.push({ sid, first });
    else seen.set(sid.text, sid);
  }
  return repeated;
}

/**
 * Services that take a Sid for the statement's identifier.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html
 * https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
 */
const strictResourceTypes = new Set(['AWS::SQS::Queue', 'AWS::SNS::Topic', 'AWS::Lambda::Function']);

/** Does AWS refuse a policy of this kind in which a Sid repeats? */
export function requiresUniqueSids({ type, resourceType }: Policy): boolean {
  if (type === 'resource') return resourceType !== undefined && strictResourceTypes.has(resourceType);
  return type !== 'trust';
}

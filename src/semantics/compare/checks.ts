/**
 * The three custom policy checks, decided over all requests.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-custom-policy-checks.html
 */
import type { Policy } from '../../policy/model.ts';
import { compilePolicy, type CompiledPolicy } from '../compile.ts';
import type { Access } from './access-part.ts';
import { LimitReached } from './budget.ts';
import { findMember, type CheckOptions, type CheckResult } from './region.ts';

export type { Access } from './access-part.ts';
export type { CheckOptions, CheckResult } from './region.ts';

/** Whether everything the new policy allows, the existing one allowed too. */
export function checkNoNewAccess(existing: Policy, next: Policy, options: CheckOptions = {}): CheckResult {
  return guarded([existing, next], () => {
    const before = compilePolicy(existing, { principalPatterns: true });
    const after = compilePolicy(next);
    if (hasPatternDenials(before)) throw new LimitReached('the existing policy denies principals by pattern');
    return findMember({ within: [[after]], without: [[before]] }, options, { after, before });
  });
}

/** Whether the policy grants none of the access. */
export function checkAccessNotGranted(
  policy: Policy,
  access: readonly Access[],
  options: CheckOptions = {},
): CheckResult {
  return guarded([policy], () => {
    const after = compilePolicy(policy);
    return findMember({ within: [[after]], without: [], access }, options, { after });
  });
}

/** Whether nobody outside the accounts, services and networks that the policy names is allowed anything. */
export function checkNoPublicAccess(policy: Policy, options: CheckOptions = {}): CheckResult {
  return guarded([policy], () => {
    const after = compilePolicy(policy);
    return findMember({ within: [[after]], without: [], isPublic: true }, options, { after });
  });
}

/** Turns a guard that stopped the analysis into UNKNOWN. */
export function guarded(policies: readonly Policy[], decide: () => CheckResult): CheckResult {
  for (const policy of policies) {
    if (policy.problems.length > 0) return { result: 'UNKNOWN', unknownReason: 'a document is no valid policy' };
  }
  try {
    return decide();
  } catch (error) {
    if (error instanceof LimitReached) return { result: 'UNKNOWN', unknownReason: error.message };
    throw error;
  }
}

function hasPatternDenials(policy: CompiledPolicy): boolean {
  return policy.statements.some(
    ({ isAllow, isNotPrincipal, principals }) =>
      (!isAllow || isNotPrincipal) && principals?.some(({ form }) => form === 'pattern') === true,
  );
}

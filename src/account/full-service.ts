/** Policies of the customer that hold a service, or one costly action, on every resource: shared by six rules. */
import type { Rule, RuleContext, Visitor } from '../rule.ts';
import { missingActions, reachOf, type Accept } from '../semantics/grants.ts';
import { belongsToAws } from './effective.ts';
import type { AccountPolicy } from './model.ts';

/** Which policies a rule looks at and what they must not hold. */
export interface FullGrant {
  readonly kind: 'customer-managed' | 'inline';
  /** An action pattern: `kms:*`. */
  readonly wanted: string;
  readonly accept: Accept;
}

/** What the six rules have in common. */
export const fullGrantMeta = {
  subject: 'account',
  severity: 'warning',
  since: '0.1.0',
} satisfies Partial<Rule['meta']>;

/** Reports policies that allow `wanted` on every resource, their statements taken together less what they deny. */
export function reportFullGrant({ catalog, report }: RuleContext<'full'>, grant: FullGrant): Visitor {
  return {
    accountPolicy(policy: AccountPolicy) {
      const { kind, document } = policy;
      if (!document || kind !== grant.kind || belongsToAws(policy) || document.type === 'boundary') return;
      const { statements } = document;
      const lacks = (list: typeof statements) => missingActions(list, grant.wanted, catalog, grant.accept).length > 0;
      // An administrator's policy is reported as such, once.
      if (lacks(statements) || reachOf(statements, catalog).level !== 'less') return;
      const behind = statements.find((one) => one.isAllow === true && !lacks([one]));
      report({ at: behind ?? policy, message: 'full', data: { policy: policy.name } });
    },
  };
}

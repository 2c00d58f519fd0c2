import { hasOpenValue } from '../../account/open-value.ts';
import { callerKeys, isAnyone, isGuarded, principalsOf } from '../../account/trust.ts';
import { defineRule } from '../../rule.ts';
import type { Policy } from '../../policy/model.ts';
import { isNegated } from '../../semantics/condition-value.ts';
import { allowsAction } from '../../semantics/trust-grant.ts';

/** In a scan, role-trust-allows-anyone says it of the role. */
export default defineRule({
  meta: {
    id: 'trust-policy-allows-anyone',
    subject: 'policy',
    severity: 'security',
    securitySeverity: 10,
    summary: 'A role trust policy does not let everybody assume the role.',
    why: 'With Principal * every AWS customer can take the role unless a condition says who calls; MFA or the time of day does not, and an external id is no secret.',
    remedy:
      'Name the accounts or principals, or add a condition on aws:PrincipalOrgID, aws:PrincipalAccount or aws:PrincipalArn.',
    messages: {
      anyone: 'Anyone in any AWS account can assume the role. Name the principals, or add a condition that says who.',
      externalId: 'Anyone in any AWS account who knows the external id can assume the role. Name the principals.',
    },
    policyTypes: ['trust'],
    lintOnly: true,
    references: { boogy: ['trust_policy_validation'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement(statement) {
      if (statement.isDamaged || !allowsAction(statement, 'sts:AssumeRole')) return;
      const anyone = principalsOf(statement, 'AWS').find(isAnyone);
      if (!anyone || isGuarded(statement, callerKeys) || deniesStrangers(statement.policy)) return;
      const knows = isGuarded(statement, externalId);
      report({
        at: anyone,
        message: knows ? 'externalId' : 'anyone',
        ...(knows && { severity: 'warning' as const }),
      });
    },
  }),
});

const externalId: ReadonlySet<string> = new Set(['sts:externalid']);

function deniesStrangers({ statements }: Policy): boolean {
  return statements.some(
    ({ isAllow, conditions }) =>
      isAllow === false &&
      conditions.some(
        (condition) =>
          isNegated(condition) && callerKeys.has(condition.key.text.toLowerCase()) && !hasOpenValue(condition),
      ),
  );
}

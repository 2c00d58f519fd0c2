import { accountOf, callerKeys, isGuarded, principalsOf, requiresMfa } from '../../account/trust.ts';
import { defineRule } from '../../rule.ts';
import { allowsAction } from '../../semantics/trust-grant.ts';

const guards: ReadonlySet<string> = new Set([...callerKeys, 'sts:externalid']);

/** A file does not tell whose account it is for, hence off by default; a scan knows, and has a rule for roles. */
export default defineRule({
  meta: {
    id: 'cross-account-trust-without-external-id',
    subject: 'policy',
    severity: 'suggestion',
    summary: 'A role trust policy for another account asks for an external id or MFA.',
    why: 'A vendor that works for many customers could be made to use the role for another one (the confused deputy); the external id prevents that. For people, MFA does.',
    remedy:
      'Add a condition on sts:ExternalId for a vendor, or on aws:MultiFactorAuthPresent for people; ignore this for your own account.',
    messages: {
      unprotected:
        'Account {{account}} can assume the role without an external id, MFA or a condition on the caller. Add one if the account is not yours.',
    },
    policyTypes: ['trust'],
    offByDefault: true,
    lintOnly: true,
    references: { scoutsuite: ['iam-assume-role-lacks-external-id-and-mfa'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement(statement) {
      if (statement.isDamaged || !allowsAction(statement, 'sts:AssumeRole')) return;
      if (isGuarded(statement, guards) || requiresMfa(statement)) return;
      for (const principal of principalsOf(statement, 'AWS')) {
        const account = accountOf(principal);
        if (account !== undefined) report({ at: principal, message: 'unprotected', data: { account } });
      }
    },
  }),
});

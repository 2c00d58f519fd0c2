import { adminData, adminSeverity, listed } from '../../account/admin-policy.ts';
import {
  administratorPolicy,
  limitsVerdict,
  isKeptByAws,
  statementsOf,
  type Principal,
} from '../../account/effective.ts';
import { isServiceRole } from '../../account/trust.ts';
import { defineRule } from '../../rule.ts';
import { reachOf } from '../../semantics/grants.ts';

/** Several policies together on a role that is not a service's are role-administrator-access's to report. */
function isJudgedAlone(principal: Principal): boolean {
  return 'isServiceLinked' in principal && !isServiceRole(principal);
}

export default defineRule({
  meta: {
    id: 'attached-aws-managed-admin-policy',
    subject: 'account',
    severity: 'security',
    securitySeverity: 8.8,
    summary: 'No AWS managed policy that makes an administrator is attached to a user, group or role of the customer.',
    why: 'AdministratorAccess, or for example PowerUserAccess together with IAMFullAccess, hands over the whole account. The finding stands for the attachment; those of the rules named administrator-access on the same user, group or role are folded into it.',
    remedy:
      'Detach the policy and attach one for the work at hand; keep administrator rights to a role assumed with MFA.',
    messages: {
      attached: '{{policy}} allows {{all}} on every resource and is attached to {{holder}}.',
      together: '{{holder}} has {{policy}} attached, which together allow {{all}} on every resource.',
    },
    supersedes: ['user-administrator-access', 'group-administrator-access', 'role-administrator-access'],
    references: {
      prowler: ['iam_aws_attached_policy_no_administrative_privileges'],
      scoutsuite: ['iam-managed-policy-allows-full-privileges'],
      cis: ['1.4/1.16', '1.5/1.16', '2.0/1.16', '3.0/1.16', '4.0/1.16', '5.0/1.15', '6.0/2.15', '7.0/2.14'],
    },
    since: '0.1.0',
  },
  create: ({ catalog, report, skip }) => ({
    attachment({ policyArn, ref, location }) {
      if (!administratorPolicy(policyArn)) return;
      const data = { policy: 'AdministratorAccess', all: 'every action', holder: ref.name };
      report({ at: { location, ref }, message: 'attached', data, evidence: { policy: policyArn } });
    },
    account(account) {
      const { users, groups, roles } = account;
      for (const principal of [...users, ...groups, ...roles.filter((role) => !isKeptByAws(role))]) {
        const policies = principal.attachedPolicies.filter(({ arn }) => /^arn:[^:]*:iam::aws:/.test(arn));
        const alone = policies.filter((one) => reachOf(statementsOf(one) ?? [], catalog).level !== 'less');
        const reach = reachOf(
          policies.flatMap((one) => statementsOf(one) ?? []),
          catalog,
        );
        if (reach.level === 'less') continue;
        const verdict = limitsVerdict(principal, account, catalog);
        if (verdict === 'unknown') skip(`${principal.name}: its permissions boundary is not in the snapshot`);
        if (verdict !== 'free') continue;
        for (const attached of alone) {
          const own = reachOf(statementsOf(attached) ?? [], catalog);
          report({
            at: principal,
            message: 'attached',
            data: { policy: attached.name, all: adminData(own).all, holder: principal.name },
            evidence: { policy: attached.arn, attachedTo: [principal.arn] },
            severity: adminSeverity(own),
          });
        }
        if (alone.length > 0 || isJudgedAlone(principal)) continue;
        report({
          at: principal,
          message: 'together',
          data: {
            holder: principal.name,
            policy: listed(policies.map(({ name }) => name)),
            all: adminData(reach).all,
          },
          evidence: { policies: policies.map(({ arn }) => arn) },
          severity: adminSeverity(reach),
        });
      }
    },
  }),
});

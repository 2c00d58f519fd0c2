import { adminData, adminSeverity, listed } from '../../account/admin-policy.ts';
import { boundaryVerdict, isKeptByAws, statementsOf, type Principal } from '../../account/effective.ts';
import type { AttachedPolicy } from '../../account/model.ts';
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
    why: 'AdministratorAccess, or for example PowerUserAccess together with IAMFullAccess, hands over the whole account. One finding a policy lists who has it; the rules named administrator-access judge each principal.',
    remedy:
      'Detach the policy and attach one for the work at hand; keep administrator rights to a role assumed with MFA.',
    messages: {
      attached: '{{policy}} allows {{all}} on every resource and is attached to {{holders}}.',
      together: '{{holders}} has {{policy}} attached, which together allow {{all}} on every resource.',
    },
    references: {
      prowler: ['iam_aws_attached_policy_no_administrative_privileges'],
      scoutsuite: ['iam-managed-policy-allows-full-privileges'],
      cis: ['1.4/1.16', '1.5/1.16', '2.0/1.16', '3.0/1.16', '4.0/1.16', '5.0/1.15', '6.0/2.15', '7.0/2.14'],
    },
    since: '0.1.0',
  },
  create: ({ catalog, report, skip }) => ({
    account({ users, groups, roles }) {
      const byPolicy = new Map<string, { readonly attached: AttachedPolicy; readonly holders: Principal[] }>();
      for (const principal of [...users, ...groups, ...roles.filter((role) => !isKeptByAws(role))]) {
        const policies = principal.attachedPolicies.filter(({ arn }) => /^arn:[^:]*:iam::aws:/.test(arn));
        const alone = policies.filter((one) => reachOf(statementsOf(one) ?? [], catalog).level !== 'less');
        const reach = reachOf(
          policies.flatMap((one) => statementsOf(one) ?? []),
          catalog,
        );
        if (reach.level === 'less') continue;
        const verdict = boundaryVerdict('boundary' in principal ? principal.boundary : undefined, catalog);
        if (verdict === 'unknown') skip(`${principal.name}: its permissions boundary is not in the snapshot`);
        if (verdict !== 'free') continue;
        for (const attached of alone) {
          const entry = byPolicy.get(attached.arn) ?? { attached, holders: [] };
          byPolicy.set(attached.arn, entry);
          entry.holders.push(principal);
        }
        if (alone.length > 0 || isJudgedAlone(principal)) continue;
        report({
          at: principal,
          message: 'together',
          data: {
            holders: principal.name,
            policy: listed(policies.map(({ name }) => name)),
            all: adminData(reach).all,
          },
          evidence: { policies: policies.map(({ arn }) => arn) },
          severity: adminSeverity(reach),
        });
      }
      for (const { attached, holders } of byPolicy.values()) {
        const reach = reachOf(statementsOf(attached) ?? [], catalog);
        const [first] = holders;
        if (!first) continue;
        report({
          at: attached.policy ?? first,
          message: 'attached',
          data: { policy: attached.name, all: adminData(reach).all, holders: listed(holders.map(({ name }) => name)) },
          related: holders.map((one) => ({ at: one, text: `attached to ${one.name}` })),
          evidence: { policy: attached.arn, attachedTo: holders.map(({ arn }) => arn) },
          severity: adminSeverity(reach),
        });
      }
    },
  }),
});

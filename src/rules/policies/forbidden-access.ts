import type { Policy } from '../../policy/model.ts';
import { writtenForm } from '../../policy/known-forms.ts';
import { defineRule } from '../../rule.ts';
import { catalogOptions } from '../../semantics/catalog-options.ts';
import { findForbidden, type ForbiddenAccess } from '../../semantics/forbidden.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-custom-policy-checks.html */
export default defineRule({
  meta: {
    id: 'forbidden-access',
    subject: 'policy',
    severity: 'security',
    securitySeverity: 8,
    summary: 'No policy grants access that the section `forbidden` of the configuration lists.',
    why: 'Some access must never be granted by mistake, however a policy spells it: by wildcard, by NotAction, on another resource. The answer is proven over all requests, as by `check access-not-granted`; a conditional grant is a grant, and what a Deny of the same policy takes away is none. Without that section the rule has nothing to do. Policies that grant nothing by themselves (service control policies, boundaries, VPC endpoint policies) are left out.',
    remedy: 'Narrow the statement so that it leaves out the access, or add a Deny for it.',
    messages: {
      granted: 'Grants {{access}}, which the configuration forbids{{reason}}: for example {{action}} on {{resource}}.',
      undecided: 'Whether {{access}} is granted, which the configuration forbids{{reason}}, is not decided: {{cause}}.',
    },
    policyTypes: ['identity', 'resource', 'trust'],
    references: {},
    since: '0.1.0',
  },
  create: ({ options, catalog, report, skip }) => {
    const forbidden = (options['forbidden'] ?? []) as readonly ForbiddenAccess[];
    if (forbidden.length === 0) return {};
    const known = catalogOptions(catalog);
    const judge = (policy: Policy, entry: ForbiddenAccess): void => {
      const data = describe(entry);
      const answer = findForbidden(policy, entry, known);
      if ('unknown' in answer) {
        report({ at: policy, message: 'undecided', data: { ...data, cause: answer.unknown } });
      } else if ('open' in answer) {
        skip(`whether ${data.access} is granted depends on values that only deployment knows`);
      } else {
        for (const { statement, witness } of answer.grants) {
          const { action, resource } = witness;
          report({ at: statement, message: 'granted', data: { ...data, action, resource }, evidence: { witness } });
        }
      }
    };
    return {
      policy(policy) {
        if (policy.resourceType === 'AWS::EC2::VPCEndpoint') return;
        if (policy.problems.length > 0) skip('a policy that does not fit the grammar is not searched for it');
        // A guess for a part that is unknown would answer for the guess only.
        else for (const entry of forbidden) judge(writtenForm(policy), entry);
      },
    };
  },
});

function describe({ actions = [], resources = [], reason }: ForbiddenAccess): { access: string; reason: string } {
  const what = actions.length > 0 ? some(actions) : 'any action';
  const where = resources.length > 0 ? ` on ${some(resources)}` : '';
  return { access: `${what}${where}`, reason: reason === undefined ? '' : ` (${reason.replace(/\s+/g, ' ').trim()})` };
}

function some(texts: readonly string[]): string {
  return texts.length > 3 ? `${texts.slice(0, 3).join(', ')} and ${texts.length - 3} more` : texts.join(', ');
}

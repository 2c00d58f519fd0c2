/** The checks as reports know rules, so that their formats serve here too. Suppressions may name them; no other part of a configuration touches them. */
import { defineRule, type Rule, type RuleMeta } from '../rule.ts';
import type { CheckName } from '../semantics/check-case.ts';

const page = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-custom-policy-checks.html';

const common = {
  subject: 'policy',
  severity: 'security',
  securitySeverity: 8,
  precision: 'very-high',
  references: {},
  since: '0.1.0',
} as const;

const unknown = 'Not decided: {{reason}}.';

function makeRule(meta: Omit<RuleMeta<'granted' | 'unknown'>, keyof typeof common>): Rule {
  return defineRule({ meta: { ...common, ...meta }, create: () => ({}) });
}

/** By the name of the check. */
export const checkRules: Readonly<Record<CheckName, Rule>> = {
  'no-new-access': makeRule({
    id: 'no-new-access',
    summary: 'A new policy allows nothing that the existing one does not allow.',
    why: `A change that looks small can allow requests nobody reviewed. See ${page}`,
    remedy: 'Narrow the statement, or review the access and make it part of the existing policy.',
    messages: { granted: 'New access: {{reason}}. To see it: {{command}}', unknown },
  }),
  'access-not-granted': makeRule({
    id: 'access-not-granted',
    summary: 'A policy does not allow access that is listed as forbidden.',
    why: `Some access must never be granted by mistake. See ${page}`,
    remedy: 'Narrow the statement so that it leaves out the forbidden access, or add a Deny for it.',
    messages: { granted: 'Forbidden access: {{reason}}. To see it: {{command}}', unknown },
  }),
  'no-public-access': makeRule({
    id: 'no-public-access',
    summary: 'A policy allows nothing to callers outside the accounts, services and networks it names.',
    why: `Whoever finds a public resource can use it. See ${page}`,
    remedy:
      'Name the accounts or roles in Principal, or limit the statement by aws:PrincipalOrgID or aws:SourceAccount.',
    messages: { granted: 'Public access: {{reason}}. To see it: {{command}}', unknown },
  }),
};

import { defineRule } from '../../rule.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html */
export default defineRule({
  meta: {
    id: 'role-trust-policy-unsupported-wildcard-in-principal',
    subject: 'policy',
    severity: 'error',
    summary: 'The Principal of a role trust policy is not the plain string *.',
    why: 'A trust policy needs the kind of principal; and "*" would mean that anyone may try to assume the role.',
    remedy:
      'Name who may assume the role, for example {"AWS": "111122223333"}. {"AWS": "*"} is accepted, but only with a condition that narrows it is it safe.',
    messages: { star: 'Principal "*" is not allowed in a role trust policy. Name who may assume the role.' },
    policyTypes: ['trust'],
    references: { accessAnalyzer: ['ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement({ principal }) {
      if (principal?.isStar) report({ at: principal, message: 'star' });
    },
  }),
});

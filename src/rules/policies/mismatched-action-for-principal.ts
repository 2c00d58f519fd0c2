import { defineRule } from '../../rule.ts';
import { actionsThatFit, fitsSome, isAssuming } from '../../semantics/assume-action.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_request.html */
export default defineRule({
  meta: {
    id: 'mismatched-action-for-principal',
    subject: 'policy',
    severity: 'error',
    summary: 'In a role trust policy, each STS action suits a principal of its statement.',
    why: 'SAML and OIDC users assume roles by actions of their own; with the wrong one nobody can assume the role.',
    remedy:
      'Use sts:AssumeRole for AWS and Service principals, sts:AssumeRoleWithSAML for SAML providers and sts:AssumeRoleWithWebIdentity for OIDC providers.',
    messages: {
      action: 'No principal of the statement can use "{{action}}"; they need {{needed}}.',
      principal: 'The principal "{{principal}}" can use no action of the statement. It needs {{needed}}.',
    },
    policyTypes: ['trust'],
    references: { accessAnalyzer: ['MISMATCHED_ACTION_FOR_PRINCIPAL'], boogy: ['trust_policy_validation'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement({ isAllow, action, principal }) {
      const principals = principal?.values ?? [];
      if (isAllow !== true || !action || principals.length === 0) return;
      const needs = principals.map((one) => actionsThatFit(one));
      const useful = action.values.filter(({ text }) => needs.some((need) => fitsSome(text, need)));
      const needed = [...new Set(needs.flatMap((need) => need ?? []))].sort().join(', ');
      for (const one of action.values) {
        if (!useful.includes(one)) report({ at: one, message: 'action', data: { action: one.text, needed } });
      }
      const assuming = useful.filter(({ text }) => isAssuming(text));
      if (assuming.length === 0) return;
      principals.forEach((one, index) => {
        const need = needs[index];
        if (!need || assuming.some(({ text }) => fitsSome(text, need))) return;
        report({ at: one, message: 'principal', data: { principal: one.text, needed: need.join(', ') } });
      });
    },
  }),
});

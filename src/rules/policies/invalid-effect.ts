import { defineRule } from '../../rule.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_effect.html: the values are case-sensitive. */
export default defineRule({
  meta: {
    id: 'invalid-effect',
    subject: 'policy',
    severity: 'error',
    summary: 'Effect is exactly Allow or Deny.',
    why: 'IAM refuses a policy whose Effect is anything else, also one in another letter case.',
    remedy: 'Write "Allow" or "Deny".',
    messages: {
      case: 'Effect "{{effect}}" is written in the wrong letter case; IAM accepts only "{{right}}".',
      unknown: 'Effect "{{effect}}" does not exist. Allowed: Allow, Deny.',
    },
    fixable: true,
    references: {
      accessAnalyzer: ['INVALID_EFFECT'],
      boogy: ['policy_structure', 'invalid_effect'],
      cfnLint: ['E3510', 'E3512', 'E3530'],
      parliament: ['MALFORMED'],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement({ effect, isAllow }) {
      if (!effect || isAllow !== undefined) return;
      const right = ['Allow', 'Deny'].find((name) => name.toLowerCase() === effect.text.toLowerCase());
      if (right === undefined) report({ at: effect, message: 'unknown', data: { effect: effect.text } });
      else {
        const data = { effect: effect.text, right };
        report({ at: effect, message: 'case', data, fix: (build) => build.replace(effect.place, right) });
      }
    },
  }),
});

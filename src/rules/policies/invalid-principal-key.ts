import { defineRule } from '../../rule.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
const keys = ['AWS', 'CanonicalUser', 'Federated', 'Service'];

export default defineRule({
  meta: {
    id: 'invalid-principal-key',
    subject: 'policy',
    severity: 'error',
    summary: 'A Principal has only the keys AWS, CanonicalUser, Federated and Service.',
    why: 'AWS refuses any other key, also one in another letter case.',
    remedy: 'Correct the key.',
    messages: {
      case: 'The principal key "{{key}}" is written in the wrong letter case; the name is "{{right}}".',
      unknown: 'The principal key "{{key}}" does not exist. Allowed: AWS, CanonicalUser, Federated, Service.',
    },
    policyTypes: ['resource', 'trust', 'rcp'],
    fixable: true,
    references: {
      accessAnalyzer: ['INVALID_PRINCIPAL_KEY'],
      boogy: ['principal_validation'],
      cfnLint: ['E3512', 'E3530'],
      parliament: ['UNKNOWN_PRINCIPAL'],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement({ principal, notPrincipal }) {
      for (const element of [principal, notPrincipal]) {
        for (const { key } of element?.groups ?? []) {
          if (keys.includes(key.text)) continue;
          const right = keys.find((name) => name.toLowerCase() === key.text.toLowerCase());
          if (right === undefined) report({ at: key, message: 'unknown', data: { key: key.text } });
          else {
            const isOnly =
              element?.groups.filter(({ key: { text } }) => text.toLowerCase() === right.toLowerCase()).length === 1;
            const data = { key: key.text, right };
            report({
              at: key,
              message: 'case',
              data,
              ...(isOnly && { fix: (build) => build.rename(key.place, right) }),
            });
          }
        }
      }
    },
  }),
});

import { defineRule } from '../../rule.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-federated-web-identity */
export default defineRule({
  meta: {
    id: 'federated-principal-not-supported',
    subject: 'policy',
    severity: 'error',
    summary: 'Only role trust policies have Federated principals.',
    why: 'Identity providers sign callers in to a role; no other resource knows them, so the policy is refused or grants nothing.',
    remedy: 'Name the role that the federated callers assume, or its sessions.',
    messages: {
      unsupported: '"Federated" works in role trust policies only. Name the role that the federated callers assume.',
    },
    policyTypes: ['resource'],
    references: { accessAnalyzer: ['FEDERATED_PRINCIPAL_NOT_SUPPORTED'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement({ principal, notPrincipal, action }) {
      // A trust policy whose extra elements make it look like another resource's policy.
      if (action?.values.some(({ service }) => service === 'sts')) return;
      for (const element of [principal, notPrincipal]) {
        for (const { key } of element?.groups ?? [])
          if (key.text === 'Federated') report({ at: key, message: 'unsupported' });
      }
    },
  }),
});

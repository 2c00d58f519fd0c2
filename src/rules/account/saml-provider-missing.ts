import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'saml-provider-missing',
    subject: 'account',
    severity: 'warning',
    precision: 'medium',
    summary: 'People come into the account through a central directory: a SAML provider or IAM Identity Center.',
    why: 'Users that are kept in each account stay behind when a person leaves.',
    remedy: 'Use IAM Identity Center, or make a SAML provider for your directory and roles that trust it.',
    messages: {
      missing: 'The account has no SAML provider and no roles of IAM Identity Center. Manage its users centrally.',
    },
    needs: ['samlProviders'],
    references: {
      prowler: ['iam_check_saml_providers_sts'],
      cis: ['1.4/1.21', '1.5/1.21', '2.0/1.21', '3.0/1.21', '4.0/1.21', '5.0/1.20', '6.0/2.20', '7.0/2.19'],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    account(account) {
      if ((account.samlProviders ?? []).length > 0) return;
      if (account.roles.some(({ path }) => path.startsWith('/aws-reserved/sso.amazonaws.com/'))) return;
      // Nobody to manage: people come from another account, or not at all.
      const severity = account.users.length === 0 ? ({ severity: 'suggestion' } as const) : {};
      report({ at: account, message: 'missing', ...severity, evidence: { users: account.users.length } });
    },
  }),
});

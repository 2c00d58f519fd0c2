import { rootHasCredential, rootHasMfa } from '../../account/root-state.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'root-mfa-missing',
    subject: 'account',
    severity: 'security',
    securitySeverity: 9.5,
    summary: 'Root has an MFA device, unless it has no credentials at all.',
    why: 'Whoever gets hold of the password of root owns the account, its data and its bill.',
    remedy:
      'Register an MFA device for root, best a hardware key; in an organization, manage root credentials centrally and delete those of member accounts.',
    messages: { missing: 'Root has no MFA device. Register one: its password alone opens the whole account.' },
    needs: [['credentialReport', 'accountSummary']],
    references: {
      prowler: ['iam_root_mfa_enabled', 'iam_root_hardware_mfa_enabled'],
      scoutsuite: ['iam-root-account-no-mfa', 'iam-root-account-no-hardware-mfa'],
      securityHub: ['IAM.9', 'IAM.6'],
      awsConfig: ['root-account-mfa-enabled', 'root-account-hardware-mfa-enabled'],
      trustedAdvisor: ['7DAFEmoDos'],
      cis: [
        '1.2/1.13',
        '1.2/1.14',
        '1.4/1.5',
        '1.4/1.6',
        '1.5/1.5',
        '1.5/1.6',
        '2.0/1.5',
        '2.0/1.6',
        '3.0/1.5',
        '3.0/1.6',
        '4.0/1.5',
        '4.0/1.6',
        '5.0/1.4',
        '5.0/1.5',
        '6.0/2.4',
        '6.0/2.5',
        '7.0/2.5',
        '7.0/2.6',
      ],
    },
    since: '0.1.0',
  },
  create: ({ report, skip }) => ({
    account(account) {
      if (account.partition === 'aws-us-gov') {
        skip('root of an AWS GovCloud (US) account has no sign-in of its own that takes MFA');
        return;
      }
      const mfa = rootHasMfa(account);
      if (mfa === undefined) skip('nothing tells whether root has MFA');
      if (mfa === false && rootHasCredential(account) !== false) report({ at: account.root, message: 'missing' });
    },
  }),
});

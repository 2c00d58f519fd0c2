import { isKeptByAws, type Principal } from '../../account/effective.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'cloudshell-full-access-attached',
    subject: 'account',
    severity: 'warning',
    securitySeverity: 5,
    summary: 'AWSCloudShellFullAccess is attached to nobody.',
    why: 'It allows files to be moved in and out through CloudShell, a way past the controls on the data.',
    remedy: 'Detach it; attach a policy without cloudshell:GetFileUploadUrls and GetFileDownloadUrls.',
    messages: { attached: '{{kind}} {{name}} has AWSCloudShellFullAccess attached.' },
    references: {
      prowler: ['iam_policy_cloudshell_admin_not_attached'],
      cis: ['2.0/1.22', '3.0/1.22', '4.0/1.22', '5.0/1.21', '6.0/2.21', '7.0/2.20'],
      securityHub: ['IAM.27'],
      awsConfig: ['iam-policy-blacklisted-check'],
    },
    since: '0.1.0',
  },
  create: ({ report }) => {
    const pattern = /^arn:[^:]*:iam::aws:policy\/AWSCloudShellFullAccess$/;
    const judge = (kind: string, principal: Principal): void => {
      const has = principal.attachedPolicies.some(({ arn }) => pattern.test(arn));
      if (has) report({ at: principal, message: 'attached', data: { kind, name: principal.name } });
    };
    return {
      attachment({ policyArn, ref, location }) {
        const kind = /User$|Group$/.exec(ref.type)?.[0] ?? 'Role';
        if (pattern.test(policyArn))
          report({ at: { location, ref }, message: 'attached', data: { kind, name: ref.name } });
      },
      user: (user) => {
        judge('User', user);
      },
      group: (group) => {
        judge('Group', group);
      },
      role: (role) => {
        if (!isKeptByAws(role)) judge('Role', role);
      },
    };
  },
});

import { defineRule } from '../../rule.ts';

/**
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/IAMFullAccess.html and .../PowerUserAccess.html, as of
 * November 2026. AdministratorAccess and AWSCloudShellFullAccess have rules of their own.
 */
const iam = /:iam::aws:policy\/IAMFullAccess$/;
const powerUser = /:iam::aws:policy\/PowerUserAccess$/;
const service = /:iam::aws:policy\/(?:[\w-]+\/)?(?!AWSCloudShell)([\w-]+?)_?FullAccess(?:_?v\d)?$/i;

export default defineRule({
  meta: {
    id: 'attached-aws-managed-full-access',
    subject: 'file',
    severity: 'security',
    securitySeverity: 7,
    summary: 'A template attaches no policy of AWS with full access to IAM, to all services, or to one service.',
    why: 'Such policies are made to get started, not for the work at hand: they hold on every resource of the account, and grow when AWS adds actions. With IAMFullAccess the holder can give itself any permission.',
    remedy: 'Write a policy with the actions and resources that the work needs, and attach that.',
    messages: {
      iam: 'IAMFullAccess lets {{holder}} give itself any permission.',
      power: 'PowerUserAccess lets {{holder}} do everything in nearly every service, on every resource.',
      service: '{{policy}} gives {{holder}} full access to a service, on every resource.',
    },
    lintOnly: true,
    references: {},
    since: '0.1.0',
  },
  create: ({ report }) => ({
    attachment({ policyArn, ref, location }) {
      const common = { at: { location, ref }, evidence: { policy: policyArn } };
      const data = { holder: ref.name };
      if (iam.test(policyArn)) report({ ...common, message: 'iam', data });
      else if (powerUser.test(policyArn)) report({ ...common, message: 'power', data, severity: 'warning' });
      else if (service.test(policyArn)) {
        const policy = policyArn.slice(policyArn.lastIndexOf('/') + 1);
        report({ ...common, message: 'service', data: { ...data, policy }, severity: 'suggestion' });
      }
    },
  }),
});

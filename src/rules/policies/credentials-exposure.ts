import { exposureMeta, reportExposure } from '../../account/exposure.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    ...exposureMeta,
    id: 'credentials-exposure',
    severity: 'warning',
    securitySeverity: 7,
    summary: 'No policy lets its holder get the credentials of everybody or everything of a kind.',
    why: "These actions answer with keys, passwords or tokens that are not the holder's own, and that go on to work when the policy is taken away. Tokens that carry only the caller's own permissions, such as those of ecr:GetAuthorizationToken, are left out. A Deny and a condition that narrows the Allow count.",
    remedy: 'Name the users, roles, databases or instances whose credentials are needed.',
    messages: {
      exposed:
        "{{policy}} allows {{actions}} on every resource, which hands out credentials other than the holder's own.{{held}}",
    },
    references: { cloudsplaining: ['CredentialsExposure'] },
  },
  create: (context) => reportExposure(context, 'credentials-exposure'),
});

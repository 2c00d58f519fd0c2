import { exposureMeta, reportExposure } from '../../account/exposure.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    ...exposureMeta,
    id: 'resource-exposure',
    severity: 'warning',
    securitySeverity: 6.5,
    summary: 'No policy lets its holder change who has access to all resources of a kind.',
    why: "With a change of a bucket policy, a key policy, a snapshot's sharing or a role's permissions, the holder can open a resource to another account or to everybody. Judged are the actions that AWS grades as permissions management, and those that share a resource though AWS grades them as writes. A Deny and a condition that narrows the Allow count.",
    remedy: 'Leave such changes to a role of their own; otherwise name the resources whose policies may be changed.',
    messages: {
      exposed: '{{policy}} allows {{actions}} on every resource, so its holder decides who else has access.{{held}}',
    },
    references: { cloudsplaining: ['ResourceExposure'] },
  },
  create: (context) => reportExposure(context, 'resource-exposure'),
});

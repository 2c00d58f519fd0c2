import { exposureMeta, reportExposure } from '../../account/exposure.ts';
import { defineRule } from '../../rule.ts';

/** Off because most policies have some such action on everything: half of those that AWS wrote do. */
export default defineRule({
  meta: {
    ...exposureMeta,
    id: 'infrastructure-modification',
    severity: 'suggestion',
    securitySeverity: 4,
    offByDefault: true,
    summary: 'No policy lets its holder change all resources of a kind where it could be held to some.',
    why: 'Whoever takes over the holder can delete, stop or rebuild what belongs to others too. Judged are the actions that write, tag or manage permissions and that can be limited to resources. A Deny and a condition that narrows the Allow count.',
    remedy: 'Name the resources, or add a condition on aws:ResourceTag.',
    messages: {
      exposed:
        '{{policy}} allows {{actions}} on every resource, so its holder can change what others depend on.{{held}}',
    },
    references: { cloudsplaining: ['InfrastructureModification'] },
  },
  create: (context) => reportExposure(context, 'infrastructure-modification'),
});

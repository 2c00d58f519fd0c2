import { exposureMeta, reportExposure } from '../../account/exposure.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    ...exposureMeta,
    id: 'data-exfiltration',
    severity: 'warning',
    securitySeverity: 6,
    summary: 'No policy lets its holder read all stored data or secrets of a kind.',
    why: 'Whoever takes over the holder, a leaked key or a flaw in one application, copies out every object, record, secret or snapshot there is, not just those the work needs. A Deny and a condition that narrows the Allow count; one on the Region, the own account or the transport does not. An administrator is reported by other rules.',
    remedy:
      'Name the buckets, tables, secrets or keys that are needed, or add a condition that keeps to them, such as one on aws:ResourceTag.',
    messages: {
      exposed:
        '{{policy}} allows {{actions}} on every resource, so its holder can read or copy all that is stored there.{{held}}',
    },
    references: { cloudsplaining: ['DataExfiltration'] },
  },
  create: (context) => reportExposure(context, 'data-exfiltration'),
});

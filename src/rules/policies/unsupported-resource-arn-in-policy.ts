import { splitArn } from '../../policy/arn.ts';
import { defineRule } from '../../rule.ts';
import { arnFaults, isPlain } from '../../semantics/arn-faults.ts';
import { policyService, takesOtherArns } from '../../semantics/resource-policy-service.ts';

export default defineRule({
  meta: {
    id: 'unsupported-resource-arn-in-policy',
    subject: 'policy',
    readsUnknown: true,
    severity: 'error',
    summary: 'The policy of a resource names ARNs of the service of that resource only.',
    why: 'A policy speaks for the resource it belongs to, so a statement on a resource of another service never applies.',
    remedy:
      'Write the ARN of the resource the policy belongs to, or move the statement to the policy of the other one.',
    messages: {
      arn: '{{arn}} cannot stand in the policy of {{type}}; only ARNs of {{service}} can.',
    },
    policyTypes: ['resource'],
    references: { accessAnalyzer: ['UNSUPPORTED_RESOURCE_ARN_IN_POLICY'] },
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    resource(resource, { policy }) {
      const service = policyService(policy);
      const arn = service === undefined || takesOtherArns(service) ? undefined : splitArn(resource.text);
      if (!arn || service === undefined || arn.service === service || !isPlain(arn.service)) return;
      if (arnFaults(catalog, resource, 'service', 'serviceCase').length > 0) return;
      report({ at: resource, message: 'arn', data: { arn: resource.text, type: policy.resourceType ?? '', service } });
    },
  }),
});

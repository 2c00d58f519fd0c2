import type { Catalog } from '../../catalog/catalog.ts';
import { isProviderKey } from '../../catalog/condition-keys.ts';
import { nearest } from '../../catalog/suggest.ts';
import { defineRule } from '../../rule.ts';
import { arnFaults } from '../../semantics/arn-faults.ts';

export default defineRule({
  meta: {
    id: 'invalid-service',
    subject: 'policy',
    readsUnknown: true,
    severity: 'error',
    summary: 'The service in an ARN or a condition key exists.',
    why: 'No resource has an ARN of a service that does not exist, and no request a key of one, so the statement matches nothing.',
    remedy: 'Write the service prefix of the Service Authorization Reference.',
    messages: {
      arn: 'There is no service "{{service}}" in ARNs.{{near}}',
      key: 'There is no service "{{service}}" as in the condition key {{key}}.{{near}}',
    },
    references: { accessAnalyzer: ['INVALID_SERVICE'] },
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    resource(resource) {
      for (const { data } of arnFaults(catalog, resource, 'service')) report({ at: resource, message: 'arn', data });
    },
    condition({ key }) {
      const service = unknownService(catalog, key.text);
      if (service === undefined) return;
      const near = nearest(service, ['aws', ...catalog.prefixes])[0];
      const data = { service, key: key.text, near: near === undefined ? '' : ` Did you mean ${near}?` };
      report({ at: key, message: 'key', data });
    },
  }),
});

/** The prefix of a key that belongs to no service, no identity provider and not to every service. */
function unknownService(catalog: Catalog, key: string): string | undefined {
  const service = key.slice(0, Math.max(0, key.indexOf(':')));
  if (service === '' || service.toLowerCase() === 'aws' || catalog.hasService(service)) return undefined;
  // Keys without a service have a rule of their own, as have keys of a federated user's provider (host:port, host/path).
  if (service.includes('.') || service.includes('/') || service === 'localhost' || isProviderKey(key)) return undefined;
  return catalog.serviceKey(key) || catalog.globalKey(key) || isIdentityPrefix(service) ? undefined : service;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html */
function isIdentityPrefix(prefix: string): boolean {
  return ['saml', 'cognito', 'sts'].includes(prefix.toLowerCase());
}

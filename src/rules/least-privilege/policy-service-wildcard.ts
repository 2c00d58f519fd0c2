import { listed } from '../../account/admin-policy.ts';
import { coversAction } from '../../policy/arn.ts';
import type { Statement } from '../../policy/model.ts';
import { defineRule } from '../../rule.ts';
import { coversAllResources } from '../../semantics/grants.ts';

export default defineRule({
  meta: {
    id: 'policy-service-wildcard',
    subject: 'account',
    severity: 'warning',
    securitySeverity: 4,
    summary: 'No customer managed policy allows all actions of a service.',
    why: 'A whole service holds its deletions and its changes of permissions too, and every action that AWS adds later. On named resources the damage is bounded, so the finding is milder there. Left to rules of their own: an Allow with NotAction, and all of cloudtrail or kms on every resource.',
    remedy: 'Name the actions, or a prefix such as ec2:Describe*.',
    messages: {
      all: 'Policy {{policy}} allows all actions of {{services}} on every resource.',
      some: 'Policy {{policy}} allows all actions of {{services}} on the resources it names.',
    },
    references: { securityHub: ['IAM.21'], awsConfig: ['iam-policy-no-statements-with-full-access'], boogy: ['service_wildcard'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    accountPolicy(policy) {
      if (policy.kind !== 'customer-managed' || policy.document?.type === 'boundary') return;
      for (const statement of policy.document?.statements ?? []) {
        const services = wholeServices(statement).filter(
          (service) => !ownRules.has(service) || !coversAllResources(statement, service),
        );
        if (services.length === 0) continue;
        const isBroad = services.some((service) => coversAllResources(statement, service));
        report({
          at: statement,
          message: isBroad ? 'all' : 'some',
          data: { policy: policy.name, services: listed(services) },
          evidence: { services },
          ...(!isBroad && { severity: 'suggestion' }),
        });
      }
    },
  }),
});

function wholeServices({ isAllow, isDamaged, action }: Statement): readonly string[] {
  if (isAllow !== true || isDamaged) return [];
  const services = (action?.values ?? []).flatMap(({ text, service }) =>
    service !== undefined && !/[*?]/.test(service) && coversAction(text, `${service}:*`) ? [service] : [],
  );
  return [...new Set(services)].sort();
}

/** customer-policy-full-cloudtrail and customer-policy-full-kms report these. */
const ownRules: ReadonlySet<string> = new Set(['cloudtrail', 'kms']);

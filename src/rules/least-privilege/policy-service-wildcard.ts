import { listed } from '../../account/admin-policy.ts';
import { belongsToAws } from '../../account/effective.ts';
import { coversAction } from '../../policy/arn.ts';
import type { Statement } from '../../policy/model.ts';
import { defineRule } from '../../rule.ts';
import { isNarrowed } from '../../semantics/narrowing.ts';
import { coversAllResources } from '../../semantics/grants.ts';

/**
 * In a scan the policies that the customer wrote are judged, in a file every identity policy, but only on what it allows
 * everywhere: all of a service on a table or a queue of one's own is too common there to speak of.
 */
export default defineRule({
  meta: {
    id: 'policy-service-wildcard',
    subject: 'policy',
    severity: 'warning',
    securitySeverity: 4,
    summary: 'No policy of the customer allows all actions of a service.',
    why: 'A whole service holds its deletions and its changes of permissions too, and every action that AWS adds later. On named resources, and within conditions, the damage is bounded, so the finding is milder there, and left out when a file is checked. Left to rules of their own: an Allow with NotAction, and in a scan all of cloudtrail or kms on every resource.',
    remedy:
      'Name the actions, or a prefix such as ec2:Describe*. With usage data, `iam-audit suggest --pin-wildcards --arn ARN` finds them.',
    messages: {
      all: '{{policy}} allows all actions of {{services}} on every resource.',
      some: '{{policy}} allows all actions of {{services}} on the resources it names.',
      narrowed: '{{policy}} allows all actions of {{services}} where its conditions hold.',
    },
    policyTypes: ['identity'],
    references: {
      cloudsplaining: ['ServiceWildcard'],
      securityHub: ['IAM.21'],
      awsConfig: ['iam-policy-no-statements-with-full-access'],
      boogy: ['service_wildcard'],
    },
    since: '0.1.0',
  },
  create: ({ account, report }) => {
    const judge = (statement: Statement, policy: string, isLeftOut: (service: string) => boolean): void => {
      const all = wholeServices(statement);
      const services = all.length === 0 ? all : all.filter((service) => !isLeftOut(service));
      if (services.length === 0) return;
      const isLimited = isNarrowed(statement);
      const isBroad = !isLimited && services.some((service) => coversAllResources(statement, service));
      report({
        at: statement,
        message: isBroad ? 'all' : isLimited ? 'narrowed' : 'some',
        data: { policy, services: listed(services) },
        evidence: { services },
        ...(!isBroad && { severity: 'suggestion' }),
      });
    };
    if (!account) {
      return {
        statement(statement) {
          judge(statement, 'The policy', (service) => isNarrowed(statement) || !coversAllResources(statement, service));
        },
      };
    }
    return {
      accountPolicy(policy) {
        if (policy.kind === 'aws-managed' || belongsToAws(policy) || policy.document?.type === 'boundary') return;
        for (const statement of policy.document?.statements ?? []) {
          judge(
            statement,
            `Policy ${policy.name}`,
            (service) => ownRules.has(service) && coversAllResources(statement, service),
          );
        }
      },
    };
  },
});

function wholeServices({ isAllow, isDamaged, action }: Statement): readonly string[] {
  if (isAllow !== true || isDamaged || !action) return none;
  const services = new Set<string>();
  for (const { text, name, service } of action.values) {
    // Nothing else covers a name that is empty, and one that is long.
    if (!name.startsWith('*') || service === undefined || /[*?]/.test(service)) continue;
    if (coversAction(text, `${service}:*`)) services.add(service);
  }
  return services.size === 0 ? none : [...services].sort();
}

const none: readonly string[] = [];

/** customer-policy-full-cloudtrail, inline-policy-full-kms and their like report these. */
const ownRules: ReadonlySet<string> = new Set(['cloudtrail', 'kms']);

/** iam:CreateServiceLinkedRole without a limit on the service the role belongs to. */
import { hasWildcard } from '../policy/pattern.ts';
import type { Statement } from '../policy/model.ts';
import type { RuleContext, Visitor } from '../rule.ts';
import { broadGrant, demandedValues, type ActionForm, type ResourceForm } from './broad-grant.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html */
const why =
  'Whoever may create service-linked roles of every service can let any service, also one nobody uses, act in the account.';

/** What the six rules on iam:CreateServiceLinkedRole have in common. */
export const createSlrMeta = {
  subject: 'policy',
  readsUnknown: true,
  severity: 'warning',
  why,
  remedy:
    'Name the services in a StringEquals condition on iam:AWSServiceName, or list the ARNs of the service-linked roles.',
  policyTypes: ['identity', 'resource'],
  since: '0.1.0',
} as const;

/** The visitor of a rule on iam:CreateServiceLinkedRole: reports statements that grant it in these forms. */
export function reportCreateSlr(
  { report }: RuleContext<'broad'>,
  ...forms: readonly [ActionForm, ResourceForm]
): Visitor {
  return {
    statement(statement: Statement) {
      const grant = broadGrant(statement, 'iam:CreateServiceLinkedRole', forms, 'role/aws-service-role/*');
      if (!grant || namesServices(statement)) return;
      const { action, resource } = grant;
      const related = [{ at: resource, text: `together with ${resource.text}` }];
      report({ at: action, message: 'broad', data: { action: action.text, resource: resource.text }, related });
    },
  };
}

/** A condition lists the services. A pattern such as `*.amazonaws.com` is no list. */
function namesServices(statement: Statement): boolean {
  const services = demandedValues(statement, 'iam:awsservicename');
  return services.length > 0 && !services.some((service) => hasWildcard(service));
}

/** iam:PassRole without a limit on the role or on the service that receives it. */
import type { Statement } from '../policy/model.ts';
import { compilePattern, isStar } from '../policy/pattern.ts';
import type { RuleContext, Visitor } from '../rule.ts';
import { broadGrant, demandedValues, type ActionForm, type ResourceForm } from './broad-grant.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html */
const why =
  'Whoever may pass any role to any service can start something under a role that may do more than the caller, for example an administrator role.';

/** What the six rules on iam:PassRole have in common. */
export const passRoleMeta = {
  subject: 'policy',
  readsUnknown: true,
  severity: 'security',
  securitySeverity: 8,
  why,
  remedy:
    'List the ARNs of the roles that may be passed, or name the receiving services in a condition on iam:PassedToService.',
  policyTypes: ['identity'],
  since: '0.1.0',
} as const;

/** The visitor of a rule on iam:PassRole: reports statements that grant it in these forms. */
export function reportPassRole(
  { report }: RuleContext<'broad'>,
  ...forms: readonly [ActionForm, ResourceForm]
): Visitor {
  return {
    statement(statement: Statement) {
      const grant = broadGrant(statement, 'iam:PassRole', forms, 'role/*');
      if (!grant || limitsService(statement)) return;
      const { action, resource } = grant;
      const related = [{ at: resource, text: `together with ${resource.text}` }];
      report({ at: action, message: 'broad', data: { action: action.text, resource: resource.text }, related });
    },
  };
}

function limitsService(statement: Statement): boolean {
  const services = demandedValues(statement, 'iam:passedtoservice');
  return services.length > 0 && !services.some((service) => isStar(compilePattern(service)));
}

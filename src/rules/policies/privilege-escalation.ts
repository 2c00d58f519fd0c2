import { judgeAccount } from '../../escalation/account-judge.ts';
import { escalationPaths } from '../../escalation/paths.ts';
import { lintVisitor } from '../../escalation/lint.ts';
import { defineRule } from '../../rule.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html */
export default defineRule({
  meta: {
    id: 'privilege-escalation',
    subject: 'policy',
    severity: 'security',
    securitySeverity: 8.8,
    precision: 'medium',
    summary: 'No policy lets its holder gain more permissions than it was given.',
    why: 'Some permissions are worth more than they look: together they let their holder take over a stronger role, another user, or every permission there is.',
    remedy:
      'Limit the step on which the path depends: the roles that may be passed and the services that get them, the resources that may be changed, or the identities that may be managed.',
    messages: {
      anything: 'With {{action}} the holder can give itself any permission ({{path}}){{condition}}. {{cut}}',
      'passed-role':
        'With {{action}} the holder can hand {{reach}} to an AWS service and use its permissions ({{path}}){{condition}}. That is more than it was given where such a role may do more. {{cut}}',
      'carried-role':
        'With {{action}} the holder can take over {{reach}} and use the role it runs under ({{path}}){{condition}}. That is more than it was given where such a role may do more. {{cut}}',
      'other-identity':
        'With {{action}} the holder can use the permissions of {{reach}} ({{path}}){{condition}}. That is more than it was given where those may do more. {{cut}}',
      withheld:
        'With {{action}} the holder can take back permissions that were taken from it ({{path}}){{condition}}. {{cut}}',
      administrator: 'The {{who}} can become an administrator ({{path}}{{on}}).{{certainty}} {{cut}}',
      chain: 'The {{who}} can become an administrator in {{count}} steps: {{way}}.{{certainty}} {{cut}}',
      lateral: 'The {{who}} can act as others ({{path}}{{on}}).{{certainty}} {{cut}}',
    },
    options: {
      lateral: {
        type: 'boolean',
        default: false,
        description: 'in a scan, also report ways to other principals that are no administrators and lead to none',
      },
    },
    policyTypes: ['identity'],
    references: {
      prowler: ['iam_inline_policy_allows_privilege_escalation', 'iam_policy_allows_privilege_escalation'],
      cloudsplaining: ['PrivilegeEscalation'],
      pathfinding: [...new Set(escalationPaths.flatMap(({ references }) => references.pathfinding ?? []))].sort(),
    },
    since: '0.1.0',
  },
  // In a scan the whole account is there to judge by: who can become whom is found there, not policy by policy.
  create: (context) => {
    if (!context.account) return lintVisitor(context);
    const lateral = context.options['lateral'] === true;
    return {
      account(account) {
        judgeAccount(account, context.catalog, context, { lateral });
      },
    };
  },
});

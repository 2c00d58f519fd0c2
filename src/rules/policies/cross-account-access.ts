import { accountOf, principalsOf } from '../../account/trust.ts';
import { splitArn } from '../../policy/arn.ts';
import type { Policy, Statement, Text } from '../../policy/model.ts';
import { defineRule } from '../../rule.ts';
import { demandsValue } from '../../semantics/trust-grant.ts';

/** Off because access from another account is mostly meant; it earns its keep with the list of accounts that may have it. */
export default defineRule({
  meta: {
    id: 'cross-account-access',
    subject: 'policy',
    severity: 'warning',
    securitySeverity: 5,
    precision: 'high',
    summary: 'A resource-based or trust policy lets no account in that is not listed.',
    why: 'What another account does with the access is out of sight, and whom it lets in there is its own decision. The own account is taken from the ARNs of the policy or, in a scan, from the account; where neither tells, every account that the option does not list is reported as soon as it lists some.',
    remedy: 'Remove the account, or add it to the option `accounts` when it is known and meant.',
    messages: {
      principal: 'Account {{account}} is let in, which is not one of {{known}}.',
      condition: 'Calls for account {{account}} are let in by the condition on {{key}}, which is not one of {{known}}.',
    },
    policyTypes: ['resource', 'trust'],
    options: {
      accounts: {
        type: 'strings',
        default: [],
        description: 'ids of accounts that may have access, such as those of the own organization',
      },
    },
    offByDefault: true,
    references: {
      prowler: [
        'dynamodb_table_cross_account_access',
        'eventbridge_bus_cross_account_access',
        'eventbridge_schema_registry_cross_account_access',
        's3_bucket_cross_account_access',
      ],
    },
    since: '0.1.0',
  },
  create: ({ account, options, report }) => {
    const listed = options['accounts'] as readonly string[];
    return {
      policy(policy) {
        const own = policy.type === 'trust' && account?.id !== undefined ? [account.id] : accountsIn(policy);
        const known = new Set([...own, ...listed]);
        if (known.size === 0) return;
        for (const statement of policy.statements) {
          if (statement.isAllow !== true || statement.isDamaged) continue;
          for (const { at, account: other, key } of letIn(statement)) {
            if (known.has(other)) continue;
            const data = { account: other, key: key ?? '', known: [...known].sort().join(', ') };
            report({ at, message: key === undefined ? 'principal' : 'condition', data, evidence: { account: other } });
          }
        }
      },
    };
  },
});

interface Guest {
  readonly at: Text;
  readonly account: string;
  readonly key?: string;
}

/** The accounts that a statement names as callers, or, where the principal is anyone or a service, in a condition. */
function letIn(statement: Statement): readonly Guest[] {
  const named = principalsOf(statement, 'AWS').flatMap((at): Guest[] => {
    const account = accountOf(at);
    return account === undefined ? [] : [{ at, account }];
  });
  const isOpen = statement.principal?.values.some(({ kind, text }) => kind === 'Service' || text === '*') === true;
  if (!isOpen) return named;
  const bound = statement.conditions.filter((one) => accountKeys.has(one.key.text.toLowerCase()) && demandsValue(one));
  const guests = bound.flatMap(({ key, values }) =>
    values.flatMap((at): Guest[] => (/^\d{12}$/.test(at.text) ? [{ at, account: at.text, key: key.text }] : [])),
  );
  return [...named, ...guests];
}

const accountKeys: ReadonlySet<string> = new Set([
  'aws:principalaccount',
  'aws:sourceaccount',
  'aws:sourceowner',
  'kms:calleraccount',
]);

/** The accounts of the resources that the policy is about. */
function accountsIn({ statements }: Policy): readonly string[] {
  const resources = statements.flatMap(({ resource, notResource }) => (resource ?? notResource)?.values ?? []);
  const accounts = resources.map(({ text }) => splitArn(text)?.account ?? '');
  return [...new Set(accounts)].filter((one) => /^\d{12}$/.test(one));
}

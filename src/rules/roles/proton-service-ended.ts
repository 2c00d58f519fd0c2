import { isKeptByAws } from '../../account/effective.ts';
import type { AccountPolicy, AttachedPolicy } from '../../account/model.ts';
import { endOfProton, grantsTo, protonService } from '../../account/proton.ts';
import { belongsToAws } from '../../account/effective.ts';
import { principalsOf } from '../../account/trust.ts';
import type { Statement } from '../../policy/model.ts';
import { defineRule } from '../../rule.ts';
import { namesAction } from '../../semantics/grants.ts';

export default defineRule({
  meta: {
    id: 'proton-service-ended',
    subject: 'account',
    severity: 'warning',
    securitySeverity: 4,
    summary: 'Nothing in the account serves AWS Proton any more, which ended on 7 October 2026.',
    why: 'AWS removes neither roles nor policies that customers made for Proton. They have no legitimate user left and are often as mighty as an administrator.',
    remedy:
      'Delete the role or detach the policy. Where another pipeline updates the stacks AWSProton-*, trust that pipeline or CloudFormation instead.',
    messages: {
      role: 'Role {{name}} can be assumed by AWS Proton alone, which {{ended}} on 7 October 2026.',
      trust: 'Role {{name}} still trusts AWS Proton, which {{ended}} on 7 October 2026.',
      attached: '{{name}} has {{policy}} attached, a policy for AWS Proton, which {{ended}} on 7 October 2026.',
      passRole: 'Policy {{name}} lets roles be passed to AWS Proton alone, which {{ended}} on 7 October 2026.',
    },
    inTemplates: true,
    references: {},
    since: '0.1.0',
  },
  create: ({ now, report }) => {
    const ended = now >= endOfProton ? 'ended' : 'ends';
    const grade = now >= endOfProton ? {} : ({ severity: 'suggestion' } as const);
    const onAttachments = (one: { readonly name: string; readonly attachedPolicies: readonly AttachedPolicy[] }) =>
      one.attachedPolicies.filter(({ arn }) => leftovers.test(arn)).map(({ name }) => name);
    return {
      role(role) {
        const [grant] = isKeptByAws(role) ? [] : grantsTo(role, protonService);
        if (grant) {
          const message = trustsOthers(role.trust?.statements ?? []) ? 'trust' : 'role';
          const at = message === 'trust' ? (principalsOf(grant, 'Service').find(isProton) ?? grant) : role;
          report({ at, message, data: { name: role.name, ended }, ...grade });
        }
        for (const policy of isKeptByAws(role) ? [] : onAttachments(role))
          report({ at: role, message: 'attached', data: { name: `Role ${role.name}`, policy, ended }, ...grade });
      },
      user(user) {
        for (const policy of onAttachments(user))
          report({ at: user, message: 'attached', data: { name: `User ${user.name}`, policy, ended }, ...grade });
      },
      group(group) {
        for (const policy of onAttachments(group))
          report({ at: group, message: 'attached', data: { name: `Group ${group.name}`, policy, ended }, ...grade });
      },
      accountPolicy(policy: AccountPolicy) {
        if (policy.kind === 'aws-managed' || belongsToAws(policy)) return;
        for (const statement of policy.document?.statements ?? []) {
          if (passesToProtonOnly(statement))
            report({ at: statement, message: 'passRole', data: { name: policy.name, ended }, ...grade });
        }
      },
    };
  },
});

const leftovers = /^arn:[^:]*:iam::aws:policy\/(service-role\/)?AWSProton(FullAccess|DeveloperAccess)$/;

function isProton({ text }: { readonly text: string }): boolean {
  return text.toLowerCase() === protonService;
}

function trustsOthers(statements: readonly Statement[]): boolean {
  return statements.some(
    ({ isAllow, principal }) => isAllow === true && principal?.values.some((one) => !isProton(one)),
  );
}

function passesToProtonOnly(statement: Statement): boolean {
  if (statement.isAllow !== true || statement.isDamaged || !namesAction(statement, 'iam:PassRole')) return false;
  return statement.conditions.some(
    ({ operator, key, values }) =>
      key.text.toLowerCase() === 'iam:passedtoservice' &&
      /^String(Equals|Like)/i.test(operator.base) &&
      values.length > 0 &&
      values.every(isProton),
  );
}

import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'user-with-direct-policies',
    subject: 'user',
    severity: 'warning',
    summary: 'A user gets its permissions from groups or roles only.',
    why: 'Permissions given one user at a time are missed in reviews and stay when the person changes tasks.',
    remedy: 'Attach the policy to a group or a role, and take it from the user.',
    messages: {
      direct: 'User {{user}} has policies of its own: {{policies}}. Give them to a group or a role instead.',
    },
    references: {
      prowler: ['iam_policy_attached_only_to_group_or_roles'],
      scoutsuite: ['iam-user-with-policies', 'iam-human-user-with-policies'],
      securityHub: ['IAM.2'],
      awsConfig: ['iam-user-no-policies-check'],
      cis: ['1.2/1.16', '1.4/1.15', '1.5/1.15', '2.0/1.15', '3.0/1.15', '4.0/1.15', '5.0/1.14', '6.0/2.14', '7.0/2.13'],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    user(user) {
      const attached = user.attachedPolicies.map(({ name }) => name);
      const inline = user.inlinePolicies.map(({ name }) => name);
      const policies = [...attached, ...inline.map((name) => `${name} (inline)`)];
      if (policies.length === 0) return;
      const arns = user.attachedPolicies.map(({ arn }) => arn);
      report({
        at: user,
        message: 'direct',
        data: { user: user.name, policies },
        evidence: { policies: arns, inlinePolicies: inline },
      });
    },
  }),
});

import type { FixBuilder } from '../../fix/builder.ts';
import { defineRule } from '../../rule.ts';
import { isKey } from '../../semantics/condition-key.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn */
export default defineRule({
  meta: {
    id: 'principal-arn-of-session',
    subject: 'policy',
    severity: 'warning',
    summary: 'A condition on aws:PrincipalArn compares with ARNs that it can hold.',
    why: 'For a session of a role the key holds the ARN of the role, not that of the session. An exception for arn:aws:sts::...:assumed-role/... or for the number of an account is never met, so a Deny keeps out those whom it should let through.',
    remedy:
      'Write the ARN of the role, with its path: arn:aws:iam::111122223333:role/path/name. For a whole account use aws:PrincipalAccount.',
    messages: {
      session: '"{{key}}" holds the ARN of the role, never that of its session. Write {{meant}}.',
      account: '"{{key}}" holds an ARN, never the number of an account alone. Use aws:PrincipalAccount.',
    },
    references: {},
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition({ key, values }) {
      if (!isKey(key.text, 'aws:principalarn')) return;
      for (const value of values) {
        const meant = roleOfSession(value.text);
        const suggestions = [
          { title: `Write ${meant ?? ''}`, fix: (build: FixBuilder) => build.replace(value.place, meant ?? '') },
        ];
        if (meant !== undefined) report({ at: value, message: 'session', data: { key: key.text, meant }, suggestions });
        else if (/^\d{12}$/.test(value.text)) report({ at: value, message: 'account', data: { key: key.text } });
      }
    },
  }),
});

/** `arn:aws:iam::111122223333:role/deploy` of `arn:aws:sts::111122223333:assumed-role/deploy/session`, which has no path. */
function roleOfSession(text: string): string | undefined {
  const [, partition, account, role] = /^arn:([^:]*):sts:[^:]*:([^:]*):assumed-role\/([^/]*)/.exec(text) ?? [];
  if (partition === undefined || account === undefined || !role) return undefined;
  return `arn:${partition}:iam::${account}:role/${role}`;
}

/** The findings of an account by what they put at risk, worst first: what a reader with one line should know. */
import type { Finding } from '../finding.ts';
import { plural } from './summary.ts';

export interface Risk {
  readonly id: string;
  readonly count: number;
  /** `4 administrators`. */
  readonly text: string;
  /** The rules whose findings were counted. */
  readonly rules: readonly string[];
}

interface Kind {
  readonly id: string;
  readonly one: string;
  readonly many: string;
  readonly rules: RegExp;
  /** Counted once however many findings name it. */
  readonly by: 'finding' | 'subject';
}

const kinds: readonly Kind[] = [
  {
    id: 'root',
    one: 'problem of the root user',
    many: 'problems of the root user',
    rules: /^root-/,
    by: 'finding',
  },
  {
    id: 'open',
    one: 'role open to anyone',
    many: 'roles open to anyone',
    rules: /^(role-trust-allows-anyone|oidc-role-without-subject-condition)$/,
    by: 'subject',
  },
  {
    id: 'administrators',
    one: 'administrator',
    many: 'administrators',
    rules:
      /^((user|group|role)-administrator-access|attached-(aws-managed|customer)-admin-policy|inline-admin-policy|proton-service-role-overly-broad)$/,
    by: 'subject',
  },
  {
    id: 'escalation',
    one: 'way to become an administrator',
    many: 'ways to become an administrator',
    rules: /^privilege-escalation$/,
    by: 'subject',
  },
  {
    id: 'mfa',
    one: 'user without MFA',
    many: 'users without MFA',
    rules: /^(user-without-mfa|user-console-password-without-mfa|admin-group-member-without-mfa)$/,
    by: 'subject',
  },
  {
    id: 'cross-account',
    one: 'role open to another account unguarded',
    many: 'roles open to other accounts unguarded',
    rules: /^(role-cross-account-|proton-trust-foreign-account$)/,
    by: 'subject',
  },
  {
    id: 'credentials',
    one: 'unused key or password',
    many: 'unused keys and passwords',
    rules: /^(user-access-key-unused|user-access-key-never-used-with-password|user-console-access-unused)$/,
    by: 'finding',
  },
  { id: 'unused-roles', one: 'unused role', many: 'unused roles', rules: /^role-unused$/, by: 'subject' },
];

/** Those that have findings. */
export function risksOf(findings: readonly Finding[]): readonly Risk[] {
  return kinds.flatMap(({ id, one, many, rules, by }) => {
    const own = findings.filter(({ ruleId }) => rules.test(ruleId));
    if (own.length === 0) return [];
    const count = by === 'finding' ? own.length : new Set(own.flatMap(subjectsOf)).size;
    return [{ id, count, text: plural(count, one, many), rules: [...new Set(own.map(({ ruleId }) => ruleId))].sort() }];
  });
}

/** Who is meant: those that a policy is attached to rather than the policy. */
function subjectsOf({ resource, evidence, fingerprint }: Finding): readonly string[] {
  const holders = evidence?.['attachedTo'];
  if (Array.isArray(holders) && holders.length > 0) return holders.map(String);
  return [resource?.arn ?? resource?.name ?? fingerprint];
}

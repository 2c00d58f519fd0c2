/** What a path needs beside permissions, for people. */
import type { EscalationPath, PathNeed } from './path.ts';

/** One phrase for each prerequisite, in the order of the catalogue. */
export function describeNeeds({ needs }: EscalationPath): readonly string[] {
  return needs.flatMap((need) => describeNeed(need) ?? []);
}

/** The prerequisites that no snapshot of an account's IAM data shows. */
export function invisibleNeeds({ needs }: EscalationPath): readonly string[] {
  return needs.filter(({ kind }) => invisible.has(kind)).flatMap((need) => describeNeed(need) ?? []);
}

const invisible: ReadonlySet<PathNeed['kind']> = new Set(['existing-resource', 'state']);

function describeNeed({ kind, services = [], types = [], mustCarryRole, value, text }: PathNeed): string | undefined {
  switch (kind) {
    case 'role-trusts-service':
      return `a role that trusts ${services.join(' or ')}`;
    case 'existing-resource':
      return `a resource of type ${types.join(' or ')}${mustCarryRole === true ? ' that runs under a role' : ''}`;
    case 'instance-profile':
      return 'the role is in an instance profile';
    case 'caller-is':
      return `the attacker is a ${value ?? 'user or role'}`;
    case 'caller-in-group':
      return 'the attacker is a member of the group';
    case 'policy-attached-to-caller':
      return 'the policy is attached to the attacker or a group of the attacker';
    case 'customer-policy-attached-to-target-role':
      return 'the policy is attached to the role';
    case 'target-role-trusts-caller':
      return 'the role trusts the attacker or the account';
    case 'user-access-keys':
      return value === '2' ? 'the user has two access keys' : 'the user has fewer than two access keys';
    case 'user-login-profile':
      return value === 'absent' ? 'the user has no console password' : 'the user has a console password';
    case 'permissions-boundary':
      return `${value === 'target' ? 'the role' : 'the attacker'} is held by a permissions boundary`;
    case 'stronger-policy-version':
      return 'an older version of the policy allows more';
    case 'privileged-managed-policy-exists':
      return undefined;
    case 'state':
    case 'role-chain':
      return text;
    case 'role-permits':
      return `the role has ${text ?? 'further permissions'}`;
  }
}

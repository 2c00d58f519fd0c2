/** The user or role that a person means by a name or an ARN. */
import type { Account, Role, User } from '../account/model.ts';
import { nearest } from '../catalog/suggest.ts';
import { InputError, UsageError } from '../errors.ts';

/** Throws InputError when there is none, and UsageError when several have the name. */
export function findByName({ users, roles, incomplete }: Account, written: string): User | Role {
  const all: readonly (User | Role)[] = [...users, ...roles];
  const found = all.filter(({ arn, name }) => arn === written || name === written || nameOf(arn) === written);
  const [first, second] = found;
  if (first && second) {
    throw new UsageError(`"${written}" may be ${found.map(({ arn }) => arn).join(' or ')}; write the ARN.`);
  }
  if (first) return first;
  const near = nearest(written, all.map(({ name }) => name), 1); // prettier-ignore
  const hint = near[0] === undefined ? '' : ` Did you mean ${near[0]}?`;
  const gap = incomplete.get('UserDetailList') ?? incomplete.get('RoleDetailList');
  const reason = gap === undefined ? '' : ` The account may have one all the same: ${gap}.`;
  throw new InputError(`the snapshot has no user or role "${written}".${hint}${reason}`);
}

/** `user/ana`, `role/deploy`: enough where a user and a role share a name. */
function nameOf(arn: string): string {
  return arn.slice(arn.indexOf(':', arn.indexOf('::') + 2) + 1);
}

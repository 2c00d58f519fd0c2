/** Finds principals by ARN or name: built once for an account, however large it is. */
import type { Account, Group, Role, User } from './model.ts';

interface Directory {
  readonly byArn: ReadonlyMap<string, User | Group | Role>;
  readonly users: ReadonlyMap<string, User>;
  readonly groups: ReadonlyMap<string, Group>;
}

const directories = new WeakMap<Account, Directory>();

function directoryOf(account: Account): Directory {
  let directory = directories.get(account);
  if (!directory) {
    const { users, groups, roles } = account;
    directory = {
      byArn: new Map([...users, ...groups, ...roles].map((one) => [one.arn, one])),
      users: new Map(users.map((one) => [one.name, one])),
      groups: new Map(groups.map((one) => [one.name, one])),
    };
    directories.set(account, directory);
  }
  return directory;
}

/** A user, group or role. */
export function findPrincipal(account: Account, arn: string): User | Group | Role | undefined {
  return directoryOf(account).byArn.get(arn);
}

/** The groups of a user that the snapshot has. */
export function groupsOf(user: User, account: Account): readonly Group[] {
  const { groups } = directoryOf(account);
  return user.groups.flatMap((name) => groups.get(name) ?? []);
}

/** The users of a group that the snapshot has. */
export function membersOf(group: Group, account: Account): readonly User[] {
  const { users } = directoryOf(account);
  return group.members.flatMap((name) => users.get(name) ?? []);
}

/** Who has which credentials, from the credential report. What it does not tell is said, never taken for "none". */
import { sayMissing } from './analyzer-unused.ts';
import type { AccessKeyRow, Account, CredentialRow, User } from './model.ts';
import { oneLine } from './shape.ts';

type Skip = (reason: string) => void;

export interface UserRow {
  readonly user: User;
  readonly row: CredentialRow;
}

/** The users with their rows. Users without one, being newer than the report or unreadable there, are said as skipped. */
export function usersWithRow(account: Account, skip: Skip): readonly UserRow[] {
  const { users } = account;
  if (!account.facts.has('credentialReport')) sayMissing(account, 'credentialReport', skip);
  else {
    skipNamed(
      'no row in the credential report for',
      users.filter(({ credentials }) => !credentials),
      skip,
    );
    sayStrayRows(account, skip);
  }
  return users.flatMap((user) => (user.credentials ? [{ user, row: user.credentials }] : []));
}

/** Users of the credential report alone: the details are of another time, or not whole. */
export function sayStrayRows({ strayRows }: Account, skip: Skip): void {
  const strays = strayRows.map(({ user }) => ({ name: user }));
  skipNamed('the credential report and the details are of different times: the details lack', strays, skip);
}

/** Says one line for all of them: `no report for 5 users: ana, bo, cy and 2 more`. */
export function skipNamed(what: string, entities: readonly { readonly name: string }[], skip: Skip): void {
  if (entities.length === 0) return;
  const names = entities.map(({ name }) => oneLine(name)).sort();
  const more = names.length > 3 ? ` and ${names.length - 3} more` : '';
  skip(`${what} ${names.slice(0, 3).join(', ')}${more}`);
}

/** The report prints a date for an inactive key too; only a key that does not exist has none. */
export function keyExists(key: AccessKeyRow): boolean {
  return key.active || key.lastRotated !== undefined;
}

/** Keys that work. */
export function activeKeys(row: CredentialRow): readonly AccessKeyRow[] {
  return row.keys.filter(({ active }) => active);
}

/** Whether the user has an MFA device of any kind; undefined when neither source tells. */
export function hasMfa({ credentials, mfaDevices }: User): boolean | undefined {
  if (credentials?.mfaActive || (mfaDevices?.length ?? 0) > 0) return true;
  return credentials || mfaDevices ? false : undefined;
}

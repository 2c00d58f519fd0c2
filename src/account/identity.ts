/** Which account a snapshot is of, when it says so and when only its ARNs tell. */
import type { Principals } from './authorization-details.ts';
import { own, type Members } from './shape.ts';

type Lists = Pick<Principals, 'users' | 'groups' | 'roles' | 'policies'>;

/** The bundle's `accountId`; else the account of the ARNs. Says when the two disagree. */
export function readAccountId(
  parts: Members,
  lists: Lists,
  rootArn: string | undefined,
  problems: string[],
): string | undefined {
  const given = own(parts, 'accountId');
  const found = arnsOf(lists, rootArn).find((arn) => isAccountId(arn[4]))?.[4];
  if (given === undefined || given === null) return found;
  if (!isAccountId(given)) {
    problems.push('accountId left out: it is no text of 12 digits');
    return found;
  }
  if (found !== undefined && found !== given) problems.push(`accountId is ${given}, but the ARNs are of ${found}`);
  return given;
}

/** The partition of the ARNs. */
export function readPartition(lists: Lists, rootArn: string | undefined): string {
  return arnsOf(lists, rootArn).find(([, partition]) => /^aws(?:-[a-z0-9-]+)?$/.test(partition ?? ''))?.[1] ?? 'aws';
}

function arnsOf(
  { users, groups, roles, policies }: Lists,
  rootArn: string | undefined,
): readonly (readonly string[])[] {
  const first = [roles[0], users[0], groups[0], policies.find(({ kind }) => kind === 'customer-managed'), policies[0]];
  const arns = [rootArn, ...first.map((entity) => entity?.arn)];
  return arns.flatMap((arn) => (arn?.startsWith('arn:') === true ? [arn.split(':', 6)] : []));
}

function isAccountId(value: unknown): value is string {
  return typeof value === 'string' && /^\d{12}$/.test(value);
}

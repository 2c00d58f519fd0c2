/**
 * `aws iam get-account-authorization-details`: users, groups, roles and policies.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
 */
import { readDocument } from './documents.ts';
import { listAt, readEntries, readIdentity, readTags, type Entry, type Surroundings } from './entries.ts';
import type { AccountPolicy, DetailList, Group, Role, User } from './model.ts';
import { below } from './origin.ts';
import { readBoundary, readManagedPolicies, readPermissions, type ManagedPolicies } from './policies.ts';
import { isMembers, isUnreadableTime, own, textAt, timeAt, type Members } from './shape.ts';

/** The lists of the output; one with none of them is something else. */
export const detailLists: readonly DetailList[] = ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'];

export interface Principals {
  readonly users: readonly User[];
  readonly groups: readonly Group[];
  readonly roles: readonly Role[];
  readonly policies: readonly AccountPolicy[];
}

/** Reads the four lists and links them: members, attached policies, boundaries. */
export function readAuthorizationDetails(details: Members, around: Surroundings): Principals {
  noteGaps(details, around);
  const managed = readManagedPolicies(details, around);
  const kind = (noun: 'User' | 'Group' | 'Role') =>
    ({ list: `${noun}DetailList`, name: `${noun}Name`, type: `AWS::IAM::${noun}`, noun: noun.toLowerCase() }) as const;
  const users = readEntries(details, kind('User'), around).map((entry) => readUser(entry, managed, around));
  const members = membersByGroup(users);
  const groups = readEntries(details, kind('Group'), around).map((entry) => readGroup(entry, managed, members, around));
  const roles = readEntries(details, kind('Role'), around).map((entry) => readRole(entry, managed, around));
  return { users, groups, roles, policies: managed.list };
}

function noteGaps(details: Members, { problems, incomplete }: Surroundings): void {
  const isCut = own(details, 'IsTruncated') === true || textAt(details, 'NextToken') !== undefined;
  for (const list of detailLists) {
    const value = own(details, list);
    if (value === undefined || value === null) {
      problems.push(`authorizationDetails has no ${list}: nothing of it is judged`);
      incomplete.set(list, `authorizationDetails has no ${list}`);
    } else if (!Array.isArray(value)) incomplete.set(list, `${list} of authorizationDetails is no list`);
    else if (isCut) incomplete.set(list, 'authorizationDetails is cut off');
  }
  if (isCut) problems.push('authorizationDetails is cut off (IsTruncated or NextToken): what follows is not judged');
}

function readUser(entry: Entry, managed: ManagedPolicies, around: Surroundings): User {
  const { members, ref, label } = entry;
  const { problems } = around;
  const id = textAt(members, 'UserId');
  const credentials = around.credentials.get(ref.name);
  const mfaDevices = around.mfaDevices.get(ref.name);
  const lastAccessed = around.reports.get(ref.arn);
  const groups = listAt(members, 'GroupList', label, problems);
  if (groups.some((name) => typeof name !== 'string')) problems.push(`${label}: a group left out: it is no name`);
  return {
    ...readIdentity(entry),
    ...(id !== undefined && { id }),
    groups: groups.filter((name) => typeof name === 'string'),
    ...readPermissions(entry, 'UserPolicyList', managed, problems),
    ...readBoundary(entry, managed, problems),
    tags: readTags(entry, problems),
    ...(credentials && { credentials }),
    ...(mfaDevices && { mfaDevices }),
    ...(lastAccessed && { lastAccessed }),
  };
}

function membersByGroup(users: readonly User[]): Map<string, string[]> {
  const members = new Map<string, string[]>();
  for (const { name, groups } of users) {
    for (const group of new Set(groups)) {
      const names = members.get(group);
      if (names) names.push(name);
      else members.set(group, [name]);
    }
  }
  return members;
}

function readGroup(
  entry: Entry,
  managed: ManagedPolicies,
  members: ReadonlyMap<string, string[]>,
  around: Surroundings,
): Group {
  const lastAccessed = around.reports.get(entry.ref.arn);
  return {
    ...readIdentity(entry),
    ...readPermissions(entry, 'GroupPolicyList', managed, around.problems),
    members: members.get(entry.ref.name) ?? [],
    ...(lastAccessed && { lastAccessed }),
  };
}

function readRole(entry: Entry, managed: ManagedPolicies, around: Surroundings): Role {
  const { members, ref, label } = entry;
  const { problems } = around;
  const id = textAt(members, 'RoleId');
  const lastAccessed = around.reports.get(ref.arn);
  const identity = readIdentity(entry);
  const trust = readDocument(
    own(members, 'AssumeRolePolicyDocument'),
    {
      origin: below(entry.origin, 'AssumeRolePolicyDocument'),
      type: 'trust',
      resource: ref,
      label: `${label}: trust policy`,
    },
    problems,
  );
  return {
    ...identity,
    ...(id !== undefined && { id }),
    ...(trust && { trust }),
    ...readPermissions(entry, 'RolePolicyList', managed, problems),
    ...readBoundary(entry, managed, problems),
    tags: readTags(entry, problems),
    ...readLastUse(entry, problems),
    ...readInstanceProfiles(entry, problems),
    isServiceLinked: identity.path.startsWith('/aws-service-role/'),
    isReserved: identity.path.startsWith('/aws-reserved/'),
    ...(lastAccessed && { lastAccessed }),
  };
}

function readInstanceProfiles({ members, label }: Entry, problems: string[]): Pick<Role, 'instanceProfiles'> {
  if (!Array.isArray(own(members, 'InstanceProfileList'))) return {};
  const instanceProfiles = listAt(members, 'InstanceProfileList', label, problems).flatMap((raw) =>
    isMembers(raw) ? (textAt(raw, 'InstanceProfileName') ?? textAt(raw, 'Arn') ?? []) : [],
  );
  return { instanceProfiles };
}

/** `{}` means: not used in the tracking period. https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleLastUsed.html */
function readLastUse({ members, label }: Entry, problems: string[]): Pick<Role, 'lastUsed' | 'lastUsedKnown'> {
  const raw = own(members, 'RoleLastUsed');
  if (raw === undefined || raw === null) return { lastUsedKnown: false };
  if (!isMembers(raw) || isUnreadableTime(raw, 'LastUsedDate')) {
    problems.push(`${label}: RoleLastUsed left out: it cannot be read`);
    return { lastUsedKnown: false };
  }
  const lastUsed = timeAt(raw, 'LastUsedDate');
  return { ...(lastUsed && { lastUsed }), lastUsedKnown: true };
}

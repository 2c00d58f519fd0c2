/** Whose use counts for whom: a user's and a role's is their own, a group's is that of its members, a policy's of all who have it. */
import { daysBetween } from '../account/age.ts';
import type { Account, AccountPolicy, Group, Role, User } from '../account/model.ts';
import { joinUsages, mergeUsages, type Usage, type UsageSource } from '../usage/usage.ts';
import { isLongEnough } from './judge-use.ts';
import type { SuggestOptions } from './model.ts';

/** Ready to be judged, or the reason why not. */
export type Ready = { readonly usage: Usage } | { readonly reason: string };

export interface Holders {
  principal(principal: User | Role): Ready;
  group(group: Group): Ready;
  policy(policy: AccountPolicy): Ready;
}

interface Setting {
  readonly account: Account;
  readonly options: SuggestOptions;
  readonly usageOf: (arn: string) => Usage | undefined;
  readonly byArn: ReadonlyMap<string, User | Group | Role>;
  readonly membersOf: (group: Group) => readonly User[];
  readonly isWhole: boolean;
}

/** Answers for one account and what the sources tell of it. */
export function holdersOf(account: Account, sources: readonly UsageSource[], options: SuggestOptions): Holders {
  // Not remembered: most principals are asked for once, and their usage is large.
  const usageOf = (arn: string): Usage | undefined => mergeUsages(arn, usagesOf(arn, sources));
  const users = new Map(account.users.map((user) => [user.name, user]));
  const setting: Setting = {
    account,
    options,
    usageOf,
    byArn: new Map([...account.users, ...account.groups, ...account.roles].map((one) => [one.arn, one])),
    membersOf: ({ members }) => members.flatMap((name) => users.get(name) ?? []),
    isWhole: isWhole(account),
  };
  return {
    principal: (principal) => readyPrincipal(principal, setting),
    group: (group) => readyGroup(group, setting),
    policy: (policy) => readyPolicy(policy, setting),
  };
}

function usagesOf(arn: string, sources: readonly UsageSource[]): readonly Usage[] {
  return sources.flatMap((source) => source.usageOf(arn) ?? []);
}

/** Whether every principal of the account is in the snapshot: a member or holder that is left out may use everything. */
export function isWhole({ problems }: Account): boolean {
  return !problems.some(
    (text) =>
      /^(authorizationDetails|UserDetailList|GroupDetailList|RoleDetailList)\b/.test(text) ||
      / (?:a group|attached policy \d+) left out/.test(text),
  );
}

/** Why something is too young, or of unknown age. */
export function youth(created: Date | undefined, { now, minAgeDays }: SuggestOptions): string | undefined {
  if (!created) return minAgeDays === 0 ? undefined : 'no creation date, so it may be too young to judge';
  const age = daysBetween(created, now);
  if (age >= minAgeDays) return undefined;
  return age < 0 ? 'its creation date lies ahead' : `created ${age} ${age === 1 ? 'day' : 'days'} ago`;
}

function readyPrincipal(principal: User | Role, { options, usageOf }: Setting): Ready {
  if ('isServiceLinked' in principal && principal.isServiceLinked)
    return { reason: 'a service-linked role: AWS keeps it' };
  if ('isReserved' in principal && principal.isReserved)
    return { reason: 'managed by IAM Identity Center: change its permission set' };
  const young = youth(principal.created, options);
  if (young !== undefined) return { reason: young };
  const usage = usageOf(principal.arn);
  return watched(usage && isIdle(principal, options) ? { ...usage, madeNoRequest: true } : usage, options);
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleLastUsed.html: none means none in the tracking period. */
function isIdle(principal: User | Role, { now, unusedDays }: SuggestOptions): boolean {
  if (!('lastUsedKnown' in principal) || !principal.lastUsedKnown) return false;
  return principal.lastUsed === undefined || daysBetween(principal.lastUsed, now) >= unusedDays;
}

function readyGroup(group: Group, setting: Setting): Ready {
  const { options, usageOf, membersOf, isWhole } = setting;
  const young = youth(group.created, options);
  if (young !== undefined) return { reason: young };
  const members = membersOf(group);
  if (members.length === 0 && isWhole) return { reason: 'no members, so nobody uses it' };
  return united(group.arn, usageOf(group.arn), members, isWhole, setting);
}

function readyPolicy(policy: AccountPolicy, setting: Setting): Ready {
  const { byArn, membersOf, isWhole } = setting;
  const { attachedTo, attachmentCount = attachedTo.length, boundaryUsageCount = 0, arn = '' } = policy;
  if (boundaryUsageCount > 0) return { reason: 'it is a permissions boundary, which grants nothing' };
  if (attachmentCount > attachedTo.length) return { reason: 'attached to someone that the snapshot does not have' };
  const holders = attachedTo.flatMap((ref) => byArn.get(ref.arn ?? '') ?? []);
  const users = new Set(
    holders.flatMap((one): readonly (User | Role)[] => ('members' in one ? membersOf(one) : [one])),
  );
  if (users.size === 0 && isWhole) return { reason: 'its groups have no members, so nobody uses it' };
  return united(arn, setting.usageOf(arn), [...users], isWhole && holders.length === attachedTo.length, setting);
}

/** What several use: all of them must be old enough, and watched, unless a report about the whole tells. */
function united(
  arn: string,
  own: Usage | undefined,
  users: readonly (User | Role)[],
  isComplete: boolean,
  { options, usageOf }: Setting,
): Ready {
  for (const one of users) {
    const young = youth(one.created, options);
    if (young !== undefined) return { reason: `${one.name}: ${young}` };
  }
  const usages = users.map((one) => usageOf(one.arn));
  const known = usages.filter((usage) => usage !== undefined);
  const missing = users.filter((_, at) => usages[at] === undefined);
  if (!own && !isComplete) return { reason: 'the snapshot does not list everyone who has it' };
  if (!own && missing[0]) return { reason: `no usage data of ${missing[0].name}` };
  const all = joinUsages(arn, known);
  const isEveryone = isComplete && missing.length === 0;
  const joined = all && (isEveryone ? all : withoutWatch(all));
  return watched(
    mergeUsages(
      arn,
      [own, joined].filter((usage) => usage !== undefined),
    ),
    options,
  );
}

/** Its uses count, that something is missing in it does not. */
function withoutWatch(usage: Usage): Usage {
  return {
    ...usage,
    watchesService: () => undefined,
    watchesAction: () => undefined,
    watchedActions: () => [],
    listsGrantedServices: false,
  };
}

function watched(usage: Usage | undefined, options: SuggestOptions): Ready {
  if (!usage) return { reason: 'no usage data' };
  if (usage.sources.some((watch) => isLongEnough(watch, options))) return { usage };
  const [problem] = usage.problems;
  if (problem !== undefined) return { reason: problem };
  const days = Math.max(0, ...usage.sources.map((watch) => watch.days));
  if (days >= options.unusedDays) return { reason: 'the usage data is too old' };
  return { reason: `watched for ${days} of ${options.unusedDays} days` };
}

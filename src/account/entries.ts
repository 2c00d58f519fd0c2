/** The lists of `get-account-authorization-details`: what every entry of them has, and what is left out for lack of it. */
import type { ResourceRef } from '../finding.ts';
import type { AccessReport, CredentialRow, DetailList, User } from './model.ts';
import { below, type Origin } from './origin.ts';
import { isMembers, oneLine, own, recordOf, textAt, timeAt, type Members } from './shape.ts';

/** What the readers of users, groups, roles and policies share. */
export interface Surroundings {
  /** Where `authorizationDetails` stands. */
  readonly origin: Origin;
  /** Takes what was left out, one line each. */
  readonly problems: string[];
  /** Takes the lists that lack something, with the reason. */
  readonly incomplete: Map<DetailList, string>;
  readonly reports: ReadonlyMap<string, AccessReport>;
  readonly credentials: ReadonlyMap<string, CredentialRow>;
  readonly mfaDevices: ReadonlyMap<string, NonNullable<User['mfaDevices']>>;
}

/** An entry with a name and an ARN. */
export interface Entry {
  readonly members: Members;
  readonly ref: ResourceRef & { readonly arn: string };
  readonly origin: Origin;
  /** `role deploy`, for problems. */
  readonly label: string;
}

export interface ListKind {
  /** Member of `authorizationDetails`, e.g. `UserDetailList`. */
  readonly list: DetailList;
  /** Member that holds the name, e.g. `UserName`. */
  readonly name: string;
  readonly type: string;
  readonly noun: string;
}

/** The entries that can be told apart: objects with name and ARN, each ARN once. */
export function readEntries(details: Members, kind: ListKind, around: Surroundings): Entry[] {
  const { origin, problems, incomplete } = around;
  const entries: Entry[] = [];
  const seen = new Set<string>();
  listAt(details, kind.list, 'authorizationDetails', problems).forEach((item, index) => {
    const spot = `${kind.list}/${index}`;
    const name = isMembers(item) ? textAt(item, kind.name) : undefined;
    const arn = isMembers(item) ? textAt(item, 'Arn') : undefined;
    if (!isMembers(item) || name === undefined || arn === undefined) {
      problems.push(
        `${spot} left out: ${isMembers(item) ? `it has no ${name === undefined ? kind.name : 'Arn'}` : 'it is no object'}`,
      );
      if (!incomplete.has(kind.list)) incomplete.set(kind.list, `${spot} cannot be read`);
    } else if (seen.has(arn)) problems.push(`${spot} left out: ${oneLine(arn)} stands there twice`);
    else {
      seen.add(arn);
      const label = `${kind.noun} ${oneLine(name)}`;
      entries.push({
        members: item,
        ref: { type: kind.type, name, arn },
        origin: below(origin, kind.list, index),
        label,
      });
    }
  });
  return entries;
}

/** A list; empty when the member is absent, and said when it is something else. */
export function listAt(members: Members, name: string, label: string, problems: string[]): readonly unknown[] {
  const value = own(members, name);
  if (Array.isArray(value)) return value;
  if (value !== undefined && value !== null) problems.push(`${label}: ${name} left out: it is no list`);
  return [];
}

/** The path of a user, group, role or policy; from its ARN when the entry does not tell. */
export function pathOfEntry({ members, ref }: Entry): string {
  const path = textAt(members, 'Path');
  if (path !== undefined) return path;
  const [first, last] = [ref.arn.indexOf('/'), ref.arn.lastIndexOf('/')];
  return first < 0 ? '/' : ref.arn.slice(first, last + 1);
}

/** The members that users, groups and roles have in common. */
export function readIdentity(entry: Entry) {
  const created = timeAt(entry.members, 'CreateDate');
  return {
    ref: entry.ref,
    ...entry.origin,
    name: entry.ref.name,
    arn: entry.ref.arn,
    path: pathOfEntry(entry),
    ...(created && { created }),
  };
}

/** `Tags` as a record. */
export function readTags({ members, label }: Entry, problems: string[]): Readonly<Record<string, string>> {
  const pairs: (readonly [string, string])[] = [];
  for (const tag of listAt(members, 'Tags', label, problems)) {
    const key = isMembers(tag) ? textAt(tag, 'Key') : undefined;
    const value = isMembers(tag) ? own(tag, 'Value') : undefined;
    if (key !== undefined && typeof value === 'string') pairs.push([key, value]);
    else problems.push(`${label}: a tag left out: it has no Key or Value`);
  }
  return recordOf(pairs);
}

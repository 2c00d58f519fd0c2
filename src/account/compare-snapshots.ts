/** What changed in an account between two snapshots: principals, policies, trusts, attachments and memberships. */
import { isDeepStrictEqual } from 'node:util';
import type { ResourceRef } from '../finding.ts';
import type { Policy } from '../policy/model.ts';
import type { Account, AccountPolicy, AttachedPolicy, Group, Role, User } from './model.ts';

export interface PolicyName {
  readonly kind: AccountPolicy['kind'];
  readonly name: string;
  readonly arn?: string;
  /** Of an inline policy. */
  readonly owner?: ResourceRef;
}

export interface PolicyChange extends PolicyName {
  /** Default versions, where both snapshots tell them. */
  readonly oldVersion?: string;
  readonly newVersion?: string;
}

type AttachedName = Pick<AttachedPolicy, 'name' | 'arn'>;

export interface AccountChanges {
  readonly principals: { readonly added: readonly ResourceRef[]; readonly removed: readonly ResourceRef[] };
  readonly policies: {
    readonly added: readonly PolicyName[];
    readonly removed: readonly PolicyName[];
    /** Their document is another one. */
    readonly changed: readonly PolicyChange[];
  };
  /** Roles in both snapshots whose trust policy is another one. */
  readonly trusts: readonly ResourceRef[];
  /** Managed policies that principals got or lost. */
  readonly attachments: readonly {
    readonly principal: ResourceRef;
    readonly added: readonly AttachedName[];
    readonly removed: readonly AttachedName[];
  }[];
  /** Permissions boundaries by ARN; one of the two may be absent. */
  readonly boundaries: readonly { readonly principal: ResourceRef; readonly old?: string; readonly new?: string }[];
  /** Groups that users joined or left, by name. */
  readonly memberships: readonly {
    readonly user: ResourceRef;
    readonly added: readonly string[];
    readonly removed: readonly string[];
  }[];
  /** Documents that can be read in one snapshot only: whether they changed is not known. */
  readonly unreadable: readonly {
    readonly what: string;
    readonly resource: ResourceRef;
    readonly unreadableIn: 'old' | 'new';
  }[];
}

type Principal = User | Group | Role;

/** Compares two states of an account; every list is in the order of names. */
export function compareAccounts(before: Account, after: Account): AccountChanges {
  const principals = pair(principalsOf(before), principalsOf(after), ({ arn }) => arn);
  const policies = pair(policiesOf(before), policiesOf(after), policyKey);
  const trusts = pair(before.roles, after.roles, ({ arn }) => arn).filter(isCommon);
  const changed = policies.filter(isCommon);
  return {
    principals: {
      added: principals.flatMap(({ old, new: now }) => (now && !old ? [now.ref] : [])),
      removed: principals.flatMap(({ old, new: now }) => (old && !now ? [old.ref] : [])),
    },
    policies: {
      // AWS managed policies come and go with their use, which the attachments tell.
      added: policies.flatMap(({ old, new: now }) => (now && !old ? writtenHere(now) : [])),
      removed: policies.flatMap(({ old, new: now }) => (old && !now ? writtenHere(old) : [])),
      changed: changed.flatMap(({ old, new: now }) => (differ(old.document, now.document) ? [changeOf(old, now)] : [])),
    },
    trusts: trusts.flatMap(({ old, new: now }) => (differ(old.trust, now.trust) ? [now.ref] : [])),
    attachments: principals.flatMap(compareAttachments),
    boundaries: principals.flatMap(compareBoundary),
    memberships: compareMemberships(before, after),
    unreadable: [
      ...changed.flatMap(({ old, new: now }) =>
        readableOnce(old.document, now.document, `policy ${now.name}`, now.owner ?? now.ref),
      ),
      ...trusts.flatMap(({ old, new: now }) => readableOnce(old.trust, now.trust, 'trust policy', now.ref)),
    ],
  };
}

interface Pair<T> {
  readonly old?: T;
  readonly new?: T;
}

function isCommon<T>(both: Pair<T>): both is Required<Pair<T>> {
  return both.old !== undefined && both.new !== undefined;
}

function pair<T>(before: readonly T[], after: readonly T[], keyOf: (one: T) => string): readonly Pair<T>[] {
  const [old, now] = [before, after].map((list) => new Map(list.map((one) => [keyOf(one), one])));
  const keys = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])].sort(byText);
  return keys.map((key) => {
    const [left, right] = [old?.get(key), now?.get(key)];
    return { ...(left !== undefined && { old: left }), ...(right !== undefined && { new: right }) };
  });
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function principalsOf({ users, groups, roles }: Account): readonly Principal[] {
  return [...users, ...groups, ...roles];
}

function policiesOf(account: Account): readonly AccountPolicy[] {
  return [...principalsOf(account).flatMap(({ inlinePolicies }) => inlinePolicies), ...account.policies];
}

function policyKey({ kind, name, arn, owner }: AccountPolicy): string {
  return JSON.stringify(kind === 'inline' ? [owner?.arn ?? owner?.name ?? '', name] : [arn ?? name]);
}

function writtenHere(policy: AccountPolicy): readonly PolicyName[] {
  return policy.kind === 'aws-managed' ? [] : [nameOf(policy)];
}

function nameOf({ kind, name, arn, owner }: AccountPolicy): PolicyName {
  return { kind, name, ...(arn !== undefined && { arn }), ...(kind === 'inline' && owner && { owner }) };
}

function changeOf(old: AccountPolicy, now: AccountPolicy): PolicyChange {
  const [oldVersion, newVersion] = [old, now].map(({ versions }) => versions?.find(({ isDefault }) => isDefault)?.id);
  return {
    ...nameOf(now),
    ...(oldVersion !== undefined && newVersion !== undefined && { oldVersion, newVersion }),
  };
}

/** As JSON values: layout, order of members and URL encoding do not count. */
function differ(old: Policy | undefined, now: Policy | undefined): boolean {
  return old !== undefined && now !== undefined && !isDeepStrictEqual(old.raw, now.raw);
}

function readableOnce(old: Policy | undefined, now: Policy | undefined, what: string, resource: ResourceRef) {
  if ((old === undefined) === (now === undefined)) return [];
  return [{ what, resource, unreadableIn: old === undefined ? ('old' as const) : ('new' as const) }];
}

function compareAttachments({ old, new: now }: Pair<Principal>): AccountChanges['attachments'] {
  const principal = (now ?? old)?.ref;
  const both = pair(old?.attachedPolicies ?? [], now?.attachedPolicies ?? [], ({ arn }) => arn);
  const added = both.flatMap((one) => (one.new && !one.old ? [attachedName(one.new)] : []));
  const removed = both.flatMap((one) => (one.old && !one.new ? [attachedName(one.old)] : []));
  return principal && added.length + removed.length > 0 ? [{ principal, added, removed }] : [];
}

function attachedName({ name, arn }: AttachedPolicy): AttachedName {
  return { name, arn };
}

function compareBoundary({ old, new: now }: Pair<Principal>): AccountChanges['boundaries'] {
  const principal = (now ?? old)?.ref;
  const [left, right] = [old, now].map((one) => (one && 'boundary' in one ? one.boundary.arn : undefined));
  if (!principal || left === right) return [];
  return [{ principal, ...(left !== undefined && { old: left }), ...(right !== undefined && { new: right }) }];
}

function compareMemberships(before: Account, after: Account): AccountChanges['memberships'] {
  return pair(before.users, after.users, ({ arn }) => arn).flatMap(({ old, new: now }) => {
    const user = (now ?? old)?.ref;
    const [left, right] = [new Set(old?.groups), new Set(now?.groups)];
    const added = [...right].filter((name) => !left.has(name)).sort(byText);
    const removed = [...left].filter((name) => !right.has(name)).sort(byText);
    return user && added.length + removed.length > 0 ? [{ user, added, removed }] : [];
  });
}

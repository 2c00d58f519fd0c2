/** Users and roles of an account, and which of them hold the same policies and so need to be judged only once. */
import { administratorPolicy, isKeptByAws } from '../../account/effective.ts';
import type { Account, AccountPolicy, AttachedPolicy, Group, Role, User } from '../../account/model.ts';
import type { Policy } from '../../policy/model.ts';
import type { Doc, DocumentStore, Rule } from './documents.ts';

export interface Actor {
  /** Among users and roles together: users first. */
  readonly index: number;
  readonly kind: 'user' | 'role';
  /** Among users, or among roles. */
  readonly at: number;
  readonly entity: User | Role;
  readonly groups: readonly Group[];
  /** AWS made it and keeps it: reported to nobody, since nobody could change it. */
  readonly isKeptByAws: boolean;
}

/** A policy that counts for somebody, with the name by which its owner knows it. */
export interface HeldPolicy {
  readonly name: string;
  readonly arn?: string;
  readonly kind: AccountPolicy['kind'];
  /** Undefined: the snapshot does not carry it. */
  readonly document: Policy | undefined;
  readonly policy?: AccountPolicy;
  /** The group through which a user has it. */
  readonly group?: string;
}

/** What some principals hold alike. */
export interface Holder {
  readonly id: number;
  readonly kind: 'user' | 'role';
  readonly identity: readonly Doc[];
  /** `unknown`: there is one, and the snapshot does not carry it. */
  readonly boundary: readonly Doc[] | 'unknown' | undefined;
  /** Their numbers; one alone where the policies speak of the principal itself. */
  readonly members: readonly Actor[];
  /** Given when the policies speak of the principal itself. */
  readonly self: Actor | undefined;
  /** A further state of its members rather than themselves: in a group they joined, rid of their boundary. */
  readonly state?: HolderState;
  readonly allows: ReadonlyMap<number, readonly Rule[]>;
  readonly denies: ReadonlyMap<number, readonly Rule[]>;
  readonly limits: ReadonlyMap<number, readonly Rule[]>;
  readonly limitDenies: ReadonlyMap<number, readonly Rule[]>;
}

/** What is different of a principal's boundary in another state. */
export interface LimitChange {
  readonly withoutBoundary?: boolean;
  readonly boundary?: Policy;
}

/** How a state of a principal differs from what it is now. */
export interface HolderState {
  readonly kind: 'group' | 'version' | 'boundary-version' | 'no-boundary';
  /** Of the group or policy. */
  readonly name: string;
  /** Where its boundary is another one, or gone. */
  readonly limit?: LimitChange;
  readonly base: Holder;
  /** Policies in that state, for evidence. */
  readonly held: (actor: Actor) => readonly HeldPolicy[];
}

/** All users and roles, users first, in the account's order. */
export function listActors(account: Account): readonly Actor[] {
  const groups = new Map(account.groups.map((group) => [group.name, group]));
  const users = account.users.map((entity, at): Actor => {
    const own = [...new Set(entity.groups)].flatMap((name) => groups.get(name) ?? []);
    return { index: at, kind: 'user', at, entity, groups: own, isKeptByAws: false };
  });
  const roles = account.roles.map((entity, at): Actor => {
    const index = users.length + at;
    return { index, kind: 'role', at, entity, groups: [], isKeptByAws: isKeptByAws(entity) };
  });
  return [...users, ...roles];
}

/** The policies of a principal: its own and those of its groups. */
export function heldPolicies({ entity, groups }: Actor): readonly HeldPolicy[] {
  return [...policiesOf(entity), ...groups.flatMap((group) => policiesOf(group, group.name))];
}

/** The policies of a principal as the members of this holder have them. */
export function heldIn({ state }: Holder): (actor: Actor) => readonly HeldPolicy[] {
  return state?.held ?? heldPolicies;
}

/** Inline and attached policies of a user, role or group itself. */
export function policiesOf(owner: User | Role | Group, group?: string): readonly HeldPolicy[] {
  const through = group === undefined ? {} : { group };
  return [
    ...owner.inlinePolicies.map((policy): HeldPolicy => ({
      name: policy.name,
      kind: 'inline',
      document: policy.document,
      policy,
      ...through,
    })),
    ...owner.attachedPolicies.map((one): HeldPolicy => ({ ...heldOf(one), ...through })),
  ];
}

function heldOf({ name, arn, policy }: AttachedPolicy): HeldPolicy {
  const document = policy?.document ?? administratorPolicy(arn);
  const kind = policy?.kind ?? (/^arn:[^:]*:iam::aws:/.test(arn) ? 'aws-managed' : 'customer-managed');
  return { name, arn, kind, document, ...(policy && { policy }) };
}

/** The permissions boundary. */
export function boundaryOf({ entity }: Actor): HeldPolicy | undefined {
  return entity.boundary && heldOf(entity.boundary);
}

export type BoundaryDocs = Holder['boundary'];

/** The boundary as documents of the store. */
export function boundaryDocs(actor: Actor, store: DocumentStore): BoundaryDocs {
  const boundary = boundaryOf(actor);
  if (!boundary) return undefined;
  return boundary.document ? [store.docOf(boundary.document)] : 'unknown';
}

/** Documents of the policies that the snapshot carries, each once. */
export function docsOf(held: readonly HeldPolicy[], store: DocumentStore): readonly Doc[] {
  const docs = new Set(held.flatMap(({ document }) => (document ? [store.docOf(document)] : [])));
  return [...docs].sort((a, b) => a.id - b.id);
}

interface HolderSpec {
  readonly id: number;
  readonly kind: Holder['kind'];
  readonly identity: readonly Doc[];
  readonly boundary: BoundaryDocs;
  readonly members: readonly Actor[];
  readonly self: Actor | undefined;
  readonly state?: HolderState;
}

/** A holder with its rules by action. */
export function makeHolder(spec: HolderSpec): Holder {
  const limits = typeof spec.boundary === 'object' ? spec.boundary : [];
  return {
    ...spec,
    allows: byAction(spec.identity, true),
    denies: byAction(spec.identity, false),
    limits: byAction(limits, true),
    limitDenies: byAction(limits, false),
  };
}

/** Rules of the documents by the number of an action they are about. */
export function byAction(docs: readonly Doc[], isAllow: boolean): ReadonlyMap<number, readonly Rule[]> {
  const found = new Map<number, Rule[]>();
  for (const { rules } of docs) {
    for (const rule of rules) {
      if (rule.isAllow !== isAllow) continue;
      for (const action of rule.actions) {
        const list = found.get(action);
        if (list === undefined) found.set(action, [rule]);
        else if (!list.includes(rule)) list.push(rule);
      }
    }
  }
  return found;
}

/** Principals by what they hold; those whose policies speak of the principal itself stand alone. */
export function groupActors(
  actors: readonly Actor[],
  store: DocumentStore,
  isPersonalForAll: boolean,
): readonly Holder[] {
  const kinds = new Map<string, { spec: Omit<HolderSpec, 'id' | 'members'>; members: Actor[] }>();
  for (const actor of actors) {
    const identity = docsOf(heldPolicies(actor), store);
    const boundary = boundaryDocs(actor, store);
    const self = isPersonalForAll || speaksOfSelf(identity, boundary) ? actor : undefined;
    const limit = typeof boundary === 'object' ? boundary.map(({ id }) => id).join() : (boundary ?? '');
    const key = [actor.kind, identity.map(({ id }) => id).join(), limit, self?.index].join('|');
    const known = kinds.get(key);
    if (known) known.members.push(actor);
    else kinds.set(key, { spec: { kind: actor.kind, identity, boundary, self }, members: [actor] });
  }
  return [...kinds.values()].map(({ spec, members }, id) => makeHolder({ ...spec, id, members }));
}

/** Whether some statement means another thing for each principal. */
export function speaksOfSelf(identity: readonly Doc[], boundary: BoundaryDocs): boolean {
  const all = typeof boundary === 'object' ? [...identity, ...boundary] : identity;
  return all.some(({ rules }) => rules.some(({ isPersonal }) => isPersonal));
}

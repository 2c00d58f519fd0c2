/** An account made ready for the search: who is there, who holds what, who trusts whom, who is an administrator. */
import { permissionsOf, principalReach, type Permissions as Held } from '../../account/effective.ts';
import type { Account } from '../../account/model.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { Statement } from '../../policy/model.ts';
import { resourceGlob, type Glob } from '../../semantics/glob.ts';
import { missingActions, reachOf, takeoverActions } from '../../semantics/grants.ts';
import type { EscalationPath, PathStep } from '../path.ts';
import { administratorPolicy } from '../../account/effective.ts';
import { groupActors, listActors, type Actor, type Holder, type LimitChange } from './actors.ts';
import { addBit, noBits, type Bits, type Tri } from './bits.ts';
import { makeDocumentStore, type DocumentStore } from './documents.ts';
import { targetFacts } from './facts.ts';
import { makePermissions, type Permissions, type TargetFacts } from './permissions.ts';
import { limitTrusts } from './resource-controls.ts';
import { makeSpace, type Space } from './space.ts';
import { readTrusts, type Trusts } from './trust.ts';

export interface World {
  readonly account: Account;
  readonly catalog: Catalog;
  readonly store: DocumentStore;
  readonly actors: readonly Actor[];
  readonly users: Space;
  readonly roles: Space;
  readonly groups: Space;
  readonly policies: Space;
  readonly holders: readonly Holder[];
  /** By number of the actor. */
  readonly holderOf: readonly Holder[];
  readonly permissions: Permissions;
  readonly trusts: Trusts;
  /** Administrators now; not certain behind a condition or an unknown boundary. */
  readonly administrators: { readonly user: Tri; readonly role: Tri };
  /** Who would be one with AdministratorAccess added: no boundary, Deny or service control policy holds them back. */
  readonly liftable: { readonly user: Tri; readonly role: Tri };
  readonly masks: Masks;
  /** What the action's resources look like. */
  readonly formatsOf: (step: PathStep) => readonly Glob[];
  /** ARNs of managed policies that make an administrator. */
  readonly adminPolicies: readonly string[];
  /** Whether the organization's policies leave room for administrators at all. */
  readonly allowsAdministrators: boolean;
  /** The statement of AdministratorAccess. */
  readonly everything: readonly Statement[];
  readonly reachIn: (actor: Actor, change: Change) => 'yes' | 'maybe' | 'no';
}

/** What is different of a principal's permissions in another state. */
export interface Change extends LimitChange {
  readonly added?: readonly Statement[];
  readonly dropped?: ReadonlySet<Statement>;
}

/** Facts about possible targets. */
export interface Masks {
  /** Roles that customers can change and hand over. */
  readonly ownRoles: Bits;
  /** Roles that are in an instance profile. */
  readonly inProfile: Tri;
  readonly boundedRoles: Bits;
  readonly keysBelowTwo: Tri;
  readonly twoKeys: Tri;
  readonly withPassword: Tri;
  readonly withoutPassword: Tri;
}

/** Actions beside those of paths that the search asks for. */
const extraActions = [
  'sts:AssumeRole',
  'sts:AssumeRoleWithSAML',
  'sts:AssumeRoleWithWebIdentity',
  'iam:AddRoleToInstanceProfile',
  'iam:CreateInstanceProfile',
];

export function makeWorld(account: Account, catalog: Catalog, paths: readonly EscalationPath[]): World {
  const names = new Set([...extraActions, ...paths.flatMap(({ steps }) => steps.map(({ action }) => action))]);
  const store = makeDocumentStore([...names]);
  const actors = listActors(account);
  const users = makeSpace('user', arnsOf(account.users));
  const roles = makeSpace('role', arnsOf(account.roles));
  const targets: TargetFacts = {
    of: (space, at) => {
      const target = space.name === 'user' ? account.users[at] : space.name === 'role' ? account.roles[at] : undefined;
      return target ? targetFacts(target) : () => undefined;
    },
  };
  const permissions = makePermissions(account, store, targets);
  const isPersonal = permissions.levels.some((level) => level.some((rule) => rule.isPersonal));
  const holders = groupActors(actors, store, isPersonal);
  const holderOf: Holder[] = [];
  for (const holder of holders) for (const { index } of holder.members) holderOf[index] = holder;
  const reachIn = makeReach(account, catalog);
  const tell = (judge: (actor: Actor) => 'yes' | 'maybe' | 'no') => ({
    user: triOf(users, actors.filter(({ kind }) => kind === 'user').map(judge)),
    role: triOf(roles, actors.filter(({ kind }) => kind === 'role').map(judge)),
  });
  const everything = administratorPolicy('arn:aws:iam::aws:policy/AdministratorAccess')?.statements ?? [];
  return {
    account,
    catalog,
    store,
    actors,
    users,
    roles,
    groups: makeSpace('group', arnsOf(account.groups)),
    policies: makeSpace('policy', arnsOf(account.policies.filter(({ kind }) => kind === 'customer-managed'))),
    holders,
    holderOf,
    permissions,
    trusts: limitTrusts(readTrusts(account, actors, roles), { account, store, roles, permissions }, targets),
    administrators: tell((actor) => reachIn(actor, {})),
    liftable: tell((actor) => reachIn(actor, { added: everything })),
    masks: makeMasks(account, users, roles),
    formatsOf: makeFormats(catalog),
    adminPolicies: adminPolicies(account, catalog),
    allowsAdministrators: scpStatements(account).every((level) => leavesAdministrators(level, catalog)),
    everything,
    reachIn,
  };
}

function arnsOf(list: readonly { readonly arn?: string }[]): readonly string[] {
  return list.map(({ arn = '' }) => arn);
}

function triOf(space: Space, answers: readonly ('yes' | 'maybe' | 'no')[]): Tri {
  const yes = noBits(space.size);
  const maybe = noBits(space.size);
  answers.forEach((answer, at) => {
    if (answer !== 'no') addBit(maybe, at);
    if (answer === 'yes') addBit(yes, at);
  });
  return { yes, maybe };
}

function makeReach(account: Account, catalog: Catalog): World['reachIn'] {
  return (actor, { added = [], dropped, withoutBoundary = false, boundary }) => {
    const held = permissionsOf(actor.entity, account);
    const kept = dropped ? held.statements.filter((one) => !dropped.has(one)) : held.statements;
    const changed: Held = {
      ...held,
      statements: added.length > 0 ? [...kept, ...added] : kept,
      boundary: withoutBoundary ? undefined : (boundary?.statements ?? held.boundary),
      guardrails: [],
    };
    const reach = principalReach(changed, catalog);
    if (reach.level === 'less' || !held.guardrails.every((level) => leavesAdministrators(level, catalog))) return 'no';
    const isUnsure = reach.gated || (held.isBoundaryUnknown && !withoutBoundary && !boundary);
    return isUnsure ? 'maybe' : 'yes';
  };
}

function scpStatements({ organization, id }: Account): readonly (readonly Statement[])[] {
  const levels = organization?.managementAccountId === id ? [] : (organization?.scp ?? []);
  return levels.map((level) => level.flatMap(({ statements }) => statements));
}

const openLevels = new WeakMap<readonly Statement[], boolean>();

/**
 * Whether a level of service control policies lets permissions be changed. One that lists the services in use leaves an
 * administrator of these; one that forbids IAM leaves none.
 */
function leavesAdministrators(level: readonly Statement[], catalog: Catalog): boolean {
  let isOpen = openLevels.get(level);
  if (isOpen === undefined) {
    isOpen =
      reachOf(level, catalog).level !== 'less' ||
      takeoverActions.some((action) => missingActions(level, action, catalog).length === 0);
    openLevels.set(level, isOpen);
  }
  return isOpen;
}

function makeMasks({ users, roles }: Account, userSpace: Space, roleSpace: Space): Masks {
  const own = roles.map((role) => !role.isServiceLinked && !role.isReserved);
  const yesNo = (flags: readonly boolean[]) => flags.map((flag) => (flag ? 'yes' : 'no'));
  const keys = users.map(({ credentials }) => credentials?.keys.filter((key) => key.active || key.lastRotated).length);
  const password = users.map(({ credentials }) => credentials?.passwordEnabled);
  const known = <T>(values: readonly (T | undefined)[], test: (value: T) => boolean): Tri =>
    triOf(
      userSpace,
      values.map((value) => (value === undefined ? 'maybe' : test(value) ? 'yes' : 'no')),
    );
  return {
    ownRoles: triOf(roleSpace, yesNo(own)).yes,
    inProfile: triOf(
      roleSpace,
      roles.map(({ instanceProfiles: list }) => (list === undefined ? 'maybe' : list.length > 0 ? 'yes' : 'no')),
    ),
    boundedRoles: triOf(roleSpace, yesNo(roles.map(({ boundary }) => boundary !== undefined))).yes,
    keysBelowTwo: known(keys, (count) => count < 2),
    twoKeys: known(keys, (count) => count === 2),
    withPassword: known(password, (enabled) => enabled),
    withoutPassword: known(password, (enabled) => !enabled),
  };
}

function makeFormats(catalog: Catalog): World['formatsOf'] {
  const known = new Map<string, readonly Glob[]>();
  return ({ action, resourceTypes }) => {
    const key = `${action} ${resourceTypes?.join() ?? ''}`;
    let formats = known.get(key);
    if (!formats) known.set(key, (formats = readFormats(catalog, action, resourceTypes)));
    return formats;
  };
}

/** Only service and type word count: the catalogue's formats are narrower than what services take. */
function readFormats(catalog: Catalog, action: string, only: readonly string[] | undefined): readonly Glob[] {
  const info = catalog.action(action);
  if (!info) return [resourceGlob('*', false)];
  const types = catalog.service(info.service)?.resourceTypes;
  const wanted = info.resourceTypes.filter(({ name }) => !only || only.includes(name));
  return (wanted.length > 0 ? wanted : info.resourceTypes)
    .flatMap(({ name }) => (types?.get(name)?.arn ?? '').split(/,\s*/))
    .filter((format) => format !== '')
    .map((format) => {
      const [, , service = '*', , , ...rest] = format.split(/:(?![^{]*\})/);
      const word = /^[^/:$*]*/.exec(rest.join(':'))?.[0] ?? '';
      return resourceGlob(`arn:*:${service.replace(/\$\{[^{}]*\}/g, '*')}:*:*:${word}*`, false);
    });
}

/** AdministratorAccess, and the customer's own policies of that kind. */
function adminPolicies({ partition, policies }: Account, catalog: Catalog): readonly string[] {
  const own = policies.filter(
    ({ kind, document, arn }) =>
      kind === 'customer-managed' && arn !== undefined && reachOf(document?.statements ?? [], catalog).level !== 'less',
  );
  return [`arn:${partition}:iam::aws:policy/AdministratorAccess`, ...own.slice(0, 4).flatMap(({ arn }) => arn ?? [])];
}

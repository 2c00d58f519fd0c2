/** Whom the roles of an account trust: services, principals of the account, and those outside. */
import type { Account, Role } from '../../account/model.ts';
import { parseCaller, type Caller } from '../../semantics/caller.ts';
import { compilePolicy, matchesAction, matchPrincipal, type CompiledStatement } from '../../semantics/compile.ts';
import type { PrincipalEntry } from '../../semantics/principal.ts';
import { isVariable, stringGlob, matchesGlob } from '../../semantics/glob.ts';
import { variableParts } from '../../semantics/request.ts';
import type { Actor } from './actors.ts';
import { outsidersOf, type Outsider } from './outsiders.ts';
import { addBit, noBits, type Bits, type Tri } from './bits.ts';
import { judgeConditions, least, most, type Answer, type Lookup } from './conditions.ts';
import { callerFacts } from './facts.ts';
import type { Space } from './space.ts';

/** Roles with one trust policy that names a principal of the account, or judges each by itself. */
export interface Named {
  readonly roles: Bits;
  readonly answer: Answer;
  /** `account`: the principal's own policies must allow it too. */
  readonly by: 'everyone' | 'account' | 'user' | 'role' | 'session';
}

export interface Trusts {
  /** Roles that a service (`lambda.amazonaws.com`) may assume. */
  readonly service: (name: string) => Tri;
  /** Roles that let in everybody in the account, whatever their own policies say. */
  readonly open: Tri;
  /** Roles that leave it to the policies of the account's principals. */
  readonly delegated: Tri;
  /** By number of the principal. */
  readonly named: ReadonlyMap<number, readonly Named[]>;
  /** By number of the role. */
  readonly outsiders: ReadonlyMap<number, readonly Outsider[]>;
  /** What one role's trust policy says to one principal. */
  readonly admits: (role: number, actor: Actor) => Admission;
}

/** By which of the ways a principal gets in, and how surely. */
export type Admission = Readonly<Record<Named['by'], Answer>>;

/** Reads each distinct trust policy once. */
export function readTrusts(account: Account, actors: readonly Actor[], roles: Space): Trusts {
  const documents = new Map<string, TrustDocument>();
  const byRole = account.roles.map((role) => documentOf(role, documents));
  const services = new Map<string, { yes: Bits; maybe: Bits }>();
  const open = { yes: noBits(roles.size), maybe: noBits(roles.size) };
  const delegated = { yes: noBits(roles.size), maybe: noBits(roles.size) };
  const named = new Map<number, Named[]>();
  const outsiders = new Map<number, readonly Outsider[]>();
  const index = actorIndex(actors);
  const views = new Map<TrustDocument, View>();
  const rolesOf = new Map<TrustDocument, Bits>();
  byRole.forEach((document, role) => {
    if (!document) return;
    let view = views.get(document);
    if (!view) {
      views.set(document, (view = viewOf(document, account, actors, index)));
      const shared = noBits(view.named.length > 0 ? roles.size : 0);
      rolesOf.set(document, shared);
      for (const { actor, answer, by } of view.named) {
        const list = named.get(actor) ?? [];
        list.push({ roles: shared, answer, by });
        named.set(actor, list);
      }
    }
    if (view.named.length > 0) addBit(rolesOf.get(document) ?? roles.none, role);
    for (const [name, answer] of view.services) {
      let set = services.get(name);
      if (!set) services.set(name, (set = { yes: noBits(roles.size), maybe: noBits(roles.size) }));
      mark(set, role, answer);
    }
    mark(open, role, view.everyone.everyone);
    mark(delegated, role, view.everyone.account);
    if (view.outsiders.length > 0) outsiders.set(role, view.outsiders);
  });
  const nothing: Tri = { yes: roles.none, maybe: roles.none };
  return {
    service: (name) => services.get(name) ?? nothing,
    open,
    delegated,
    named,
    outsiders,
    admits: (role, actor) => {
      const document = byRole[role];
      return document ? admit(document, actorCaller(actor), factsFor(account, actor)) : nobody;
    },
  };
}

function mark({ yes, maybe }: { readonly yes: Bits; readonly maybe: Bits }, at: number, answer: Answer): void {
  if (answer !== 'no') addBit(maybe, at);
  if (answer === 'yes') addBit(yes, at);
}

interface TrustDocument {
  readonly allows: readonly CompiledStatement[];
  readonly denies: readonly CompiledStatement[];
  readonly all: readonly CompiledStatement[];
}

function documentOf({ trust }: Role, known: Map<string, TrustDocument>): TrustDocument | undefined {
  if (!trust) return undefined;
  const text = JSON.stringify(trust.raw);
  let document = known.get(text);
  if (!document) {
    const all = compilePolicy(trust).statements.filter(({ source, principals }) => !source.isDamaged && principals);
    const assuming = all.filter((statement) => matchesAction(statement, 'sts:assumerole'));
    document = {
      all,
      allows: assuming.filter(({ isAllow }) => isAllow),
      denies: assuming.filter(({ isAllow }) => !isAllow),
    };
    known.set(text, document);
  }
  return document;
}

/** What a trust policy says, in the account's own terms. */
interface View {
  /** To a principal that it does not name. */
  readonly everyone: Admission;
  readonly named: readonly { readonly actor: number; readonly answer: Answer; readonly by: Named['by'] }[];
  readonly services: ReadonlyMap<string, Answer>;
  readonly outsiders: readonly Outsider[];
}

const nobody: Admission = { everyone: 'no', account: 'no', user: 'no', role: 'no', session: 'no' };

interface ActorIndex {
  readonly byArn: ReadonlyMap<string, Actor>;
  readonly byRoleName: ReadonlyMap<string, Actor>;
}

function actorIndex(actors: readonly Actor[]): ActorIndex {
  return {
    byArn: new Map(actors.map((actor) => [actor.entity.arn, actor])),
    byRoleName: new Map(actors.filter(({ kind }) => kind === 'role').map((actor) => [actor.entity.name, actor])),
  };
}

function viewOf(document: TrustDocument, account: Account, actors: readonly Actor[], index: ActorIndex): View {
  const generic = callerFacts({ kind: 'role', self: undefined }, account);
  const stranger = parseCaller(`arn:${account.partition}:iam::${account.id ?? ''}:user/`);
  const singled = singledOut(document, account, actors, index);
  const named = singled.flatMap((actor) => {
    const admission = admit(document, actorCaller(actor), factsFor(account, actor));
    return ways.flatMap((by) => (admission[by] === 'no' ? [] : [{ actor: actor.index, answer: admission[by], by }]));
  });
  return {
    everyone: isPersonal(document) ? nobody : admit(document, stranger, generic),
    named,
    services: servicesOf(document, account),
    outsiders: outsidersOf(document.all, account),
  };
}

const ways: readonly Named['by'][] = ['everyone', 'account', 'user', 'role', 'session'];

function actorCaller({ entity }: Actor): Caller {
  return parseCaller(entity.arn);
}

function factsFor(account: Account, self: Actor): Lookup {
  const facts = callerFacts({ kind: self.kind, self }, account);
  // A role trusts whoever calls it: what the caller sends along for this call is its choice, but a shared secret is not.
  return (key) => (key === 'sts:externalid' ? undefined : facts(key));
}

/** What the document says to one caller, by the way it names it. */
function admit({ allows, denies }: TrustDocument, caller: Caller, facts: Lookup): Admission {
  const admission: Record<Named['by'], Answer> = { ...nobody };
  const request = { caller } as Parameters<typeof matchPrincipal>[1];
  for (const statement of allows) {
    const by = matchPrincipal(statement, request, {}) ?? sessionGrant(statement, caller);
    if (by === undefined || by === 'other') continue;
    const answer = judgeConditions(statement.conditions, true, facts);
    admission[by] = most(admission[by], by === 'session' ? least(answer, 'depends') : answer);
  }
  for (const statement of denies) {
    if (matchPrincipal(statement, request, {}) === undefined) continue;
    const answer = judgeConditions(statement.conditions, false, facts);
    if (answer === 'yes') return nobody;
    if (answer === 'depends') for (const by of ways) admission[by] = least(admission[by], 'depends');
  }
  return admission;
}

/** A role whose session is named: it gets in under the right session name. */
function sessionGrant({ principals = [], isNotPrincipal }: CompiledStatement, caller: Caller): 'session' | undefined {
  if (isNotPrincipal || caller.kind !== 'role') return undefined;
  const isNamed = principals.some(
    ({ form, account, partition, role }) =>
      form === 'session' && account === caller.account && partition === caller.partition && role === caller.role,
  );
  return isNamed ? 'session' : undefined;
}

/** Principals to which the document may say something else than to the rest. */
function singledOut(
  document: TrustDocument,
  account: Account,
  actors: readonly Actor[],
  index: ActorIndex,
): readonly Actor[] {
  if (isPersonal(document)) return candidates(document, actors);
  const found = new Set<Actor>();
  for (const { principals = [] } of [...document.allows, ...document.denies]) {
    for (const entry of principals) {
      const actor = entry.form === 'session' ? sessionRole(entry, account, index) : index.byArn.get(entry.text);
      if (actor) found.add(actor);
    }
  }
  return [...found];
}

function sessionRole({ account, role }: PrincipalEntry, own: Account, index: ActorIndex): Actor | undefined {
  return account === own.id ? index.byRoleName.get(role) : undefined;
}

const personalKey = /^aws:(?:principalarn|principaltag\/.*|username|userid|principaltype)$/;

/** Whether the document judges each principal by itself. */
function isPersonal({ allows, denies }: TrustDocument): boolean {
  return [...allows, ...denies].some(
    ({ conditions, isNotPrincipal, isAllow, principals = [] }) =>
      isNotPrincipal ||
      (!isAllow && principals.some(({ form }) => form !== 'everyone' && form !== 'account')) ||
      conditions.some(({ key, variables }) =>
        [key, ...variables.filter(isVariable).map((token) => variableParts(token).key)].some((name) =>
          personalKey.test(name),
        ),
      ),
  );
}

/** Where every Allow asks for aws:PrincipalArn, only those that fit need to be looked at. */
function candidates({ allows }: TrustDocument, actors: readonly Actor[]): readonly Actor[] {
  const patterns = allows.map(({ conditions }) =>
    conditions.find(
      ({ key, negated, ifExists, quantifier, set, variables }) =>
        key === 'aws:principalarn' &&
        !negated &&
        !ifExists &&
        quantifier !== 'ForAllValues' &&
        variables.length === 0 &&
        (set.family === 'string' || set.family === 'arn'),
    ),
  );
  if (patterns.some((condition) => condition === undefined)) return actors;
  const globs = patterns.flatMap((condition) =>
    (condition?.source.values ?? []).map(({ text }) =>
      stringGlob(text, { like: true, ignoreCase: false, variables: false }),
    ),
  );
  return actors.filter(({ entity }) => globs.some((glob) => matchesGlob(glob, entity.arn, () => undefined)));
}

/** Services, by the name they have in the `aws` partition. */
function servicesOf(document: TrustDocument, account: Account): ReadonlyMap<string, Answer> {
  const found = new Map<string, Answer>();
  const facts = serviceFacts(account);
  for (const statement of document.all) {
    if (!statement.isAllow || statement.isNotPrincipal) continue;
    for (const { form, text } of statement.principals ?? []) {
      const action = form === 'service' ? 'sts:assumerole' : 'sts:assumerolewithwebidentity';
      if ((form !== 'service' && text !== 'cognito-identity.amazonaws.com') || !matchesAction(statement, action))
        continue;
      const name = text.toLowerCase().replace(/\.amazonaws\.com\.cn$/, '.amazonaws.com');
      const answer = judgeConditions(statement.conditions, true, facts);
      found.set(name, most(found.get(name) ?? 'no', answer));
    }
  }
  return found;
}

/** What a service sends that works for the account itself. */
export function serviceFacts(account: Account): Lookup {
  return (key) => {
    if (key === 'aws:sourceaccount') return account.id === undefined ? undefined : [account.id];
    const organization = account.organization?.id;
    if (key === 'aws:sourceorgid' || key === 'aws:resourceorgid')
      return organization === undefined ? undefined : [organization];
    if (key === 'aws:principalisawsservice') return ['true'];
    if (/^aws:principal(?:arn|account|orgid|tag\/.*)$/.test(key)) return [];
    return undefined;
  };
}

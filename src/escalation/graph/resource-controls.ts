/**
 * Resource control policies on roles: they bind services and callers from outside as well, though no service-linked role.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
import type { Account } from '../../account/model.ts';
import { hasBit, triEither, triWithout, type Tri } from './bits.ts';
import { judgeConditions, least, opposite, type Answer, type Lookup } from './conditions.ts';
import type { DocumentStore, Rule } from './documents.ts';
import { targetFacts } from './facts.ts';
import type { Outsider } from './outsiders.ts';
import { matchRule, type Permissions, type TargetFacts } from './permissions.ts';
import type { Space } from './space.ts';
import { serviceFacts, type Trusts } from './trust.ts';

interface Ground {
  readonly account: Account;
  readonly store: DocumentStore;
  readonly roles: Space;
  readonly permissions: Pick<Permissions, 'controls'>;
}

/** The trust policies within what resource control policies leave of them for services and outsiders. */
export function limitTrusts(trusts: Trusts, ground: Ground, targets: TargetFacts): Trusts {
  if (ground.permissions.controls.size === 0) return trusts;
  const services = new Map<string, Tri>();
  return {
    ...trusts,
    service: (name) => {
      let found = services.get(name);
      if (!found) services.set(name, (found = limitService(trusts.service(name), name, ground, targets)));
      return found;
    },
    outsiders: new Map(
      [...trusts.outsiders].map(([role, list]) => [
        role,
        list.flatMap((one) => limitOutsider(one, role, ground, targets)),
      ]),
    ),
  };
}

function limitService(found: Tri, name: string, ground: Ground, targets: TargetFacts): Tri {
  const isCognito = name === 'cognito-identity.amazonaws.com';
  const rules = controlsOn(ground, isCognito ? 'sts:AssumeRoleWithWebIdentity' : 'sts:AssumeRole');
  const denied = deniedRoles(rules, ground.roles, serviceLookup(ground.account, name), targets);
  return denied ? ground.roles.share(triWithout(found, denied)) : found;
}

/** Whoever signs in through Cognito makes the call, and of that the snapshot tells nothing. */
function serviceLookup(account: Account, name: string): Lookup {
  if (name === 'cognito-identity.amazonaws.com') return () => undefined;
  const facts = serviceFacts(account);
  return (key) => (key === 'aws:principalservicename' ? [name] : facts(key));
}

function limitOutsider(one: Outsider, role: number, ground: Ground, targets: TargetFacts): readonly Outsider[] {
  const denied = deniedRoles(controlsOn(ground, actionOf(one)), ground.roles, outsiderFacts, targets);
  if (!denied) return [one];
  const answer = least(one.answer, opposite(answerIn(denied, role)));
  return answer === 'no' ? [] : [{ ...one, answer }];
}

function actionOf({ kind, name }: Outsider): string {
  if (kind !== 'identity-provider') return 'sts:AssumeRole';
  return name.includes(':saml-provider/') ? 'sts:AssumeRoleWithSAML' : 'sts:AssumeRoleWithWebIdentity';
}

const outsiderFacts: Lookup = (key) => (key === 'aws:principalisawsservice' ? ['false'] : undefined);

function answerIn({ yes, maybe }: Tri, at: number): Answer {
  return hasBit(yes, at) ? 'yes' : hasBit(maybe, at) ? 'depends' : 'no';
}

function controlsOn({ permissions, store }: Ground, action: string): readonly Rule[] {
  return permissions.controls.get(store.actionNumber(action)) ?? [];
}

/** Roles on which one of the rules denies the call; undefined without rules. */
function deniedRoles(rules: readonly Rule[], space: Space, facts: Lookup, targets: TargetFacts): Tri | undefined {
  let denied: Tri | undefined;
  for (const rule of rules) {
    const matched = matchRule(rule, { space }, facts, targets);
    denied = denied ? triEither(denied, matched) : matched;
  }
  return denied;
}

interface Request {
  readonly role: number;
  /** Who assumes it; none: the principal itself. */
  readonly services: readonly string[];
  readonly caller: Lookup;
}

/** Why resource control policies leave open whether the role can be assumed. */
export function controlDoubts(ground: Ground, { role, services, caller }: Request): readonly string[] {
  const target = ground.account.roles[role];
  const rules = controlsOn(ground, 'sts:AssumeRole');
  if (!target || rules.length === 0) return [];
  const own = targetFacts(target);
  const lookups = services.length > 0 ? services.map((name) => serviceLookup(ground.account, name)) : [caller];
  const keys = rules
    .filter((rule) => isAbout(rule, role, ground.roles))
    .flatMap((rule) => lookups.flatMap((facts) => openKeys(rule, (key) => own(key) ?? facts(key))));
  return keys.length > 0 ? [`A resource control policy depends on ${[...new Set(keys)].sort().join(', ')}.`] : [];
}

const nothingKnown: Lookup = () => undefined;

function isAbout(rule: Rule, role: number, space: Space): boolean {
  return hasBit(matchRule(rule, { space }, nothingKnown, { of: () => nothingKnown }).maybe, role);
}

/** Keys by which it is decided whether the Deny holds; none where it is known. */
function openKeys({ compiled }: Rule, facts: Lookup): readonly string[] {
  const keys: string[] = [];
  const answer = judgeConditions(compiled.conditions, false, facts, (key) => keys.push(key));
  return answer === 'depends' ? keys : [];
}

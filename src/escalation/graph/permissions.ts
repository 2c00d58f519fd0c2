/** On which roles, users, groups and policies of the account a principal may do something. */
import { resourceControlsOf } from '../../account/guardrails.ts';
import type { Account } from '../../account/model.ts';
import type { Policy } from '../../policy/model.ts';
import { isVariable } from '../../semantics/glob.ts';
import { variableParts } from '../../semantics/request.ts';
import { rcpServices } from '../../semantics/scope.ts';
import type { Holder } from './actors.ts';
import { byAction } from './actors.ts';
import {
  addBit,
  either,
  listBits,
  noBits,
  triBoth,
  triEither,
  triWithout,
  without,
  type Bits,
  type Tri,
} from './bits.ts';
import { isResolvable, judgeConditions, resolver, type Lookup } from './conditions.ts';
import type { DocumentStore, Rule } from './documents.ts';
import { callerFacts, targetKey } from './facts.ts';
import { matchingResolved, type Space } from './space.ts';

/** A request on each member of a space. */
export interface Ask {
  /** Number of the action. */
  readonly action: number;
  readonly space: Space;
  /** Keys that the request carries besides, in lower case. */
  readonly context?: ReadonlyMap<string, readonly string[]>;
}

/** Where a request passes; the two others are for callers whom the resource's own policy names. */
export interface Allowed {
  /** By the principal's own policies within all limits. */
  readonly full: Tri;
  /** What no Deny and no policy of the organization forbids. */
  readonly undenied: Tri;
  /** The same within the permissions boundary. */
  readonly bounded: Tri;
}

export interface Permissions {
  readonly allowed: (holder: Holder, ask: Ask) => Allowed;
  readonly levels: readonly (readonly Rule[])[];
  /** What resource control policies deny, by number of the action. */
  readonly controls: ReadonlyMap<number, readonly Rule[]>;
  readonly facts: (holder: Holder) => Lookup;
  readonly rulesOf: (holder: Holder, action: number) => Involved;
}

/** The rules about one action. */
export interface Involved {
  readonly allows: readonly Rule[];
  readonly denies: readonly Rule[];
  /** Undefined without a boundary. */
  readonly limits: readonly Rule[] | 'unknown' | undefined;
  /** By level of service control policies. */
  readonly levels: readonly (readonly Rule[])[];
}

export interface TargetFacts {
  readonly of: (space: Space, at: number) => Lookup;
}

/** Answers are kept by the rules they come from: principals with the same statements share them. */
export function makePermissions(account: Account, store: DocumentStore, targets: TargetFacts): Permissions {
  const scp = guardrails(account, store);
  const controls = resourceControls(account, store);
  const known = new Map<string, Allowed>();
  const rulesOf = (holder: Holder, action: number): Involved => ({
    allows: holder.allows.get(action) ?? [],
    denies: [
      ...(holder.denies.get(action) ?? []),
      ...(holder.limitDenies.get(action) ?? []),
      ...(scp.denies.get(action) ?? []),
      ...(controls.get(action) ?? []),
    ],
    limits: typeof holder.boundary === 'object' ? (holder.limits.get(action) ?? []) : holder.boundary,
    levels: scp.levels.map((level) => level.get(action) ?? []),
  });
  const facts = (holder: Holder): Lookup => callerFacts(holder, account);
  return {
    levels: [...scp.rules, ...controls.values()],
    controls,
    facts,
    rulesOf,
    allowed: (holder, ask) => {
      const involved = rulesOf(holder, ask.action);
      const key = keyOf(holder, ask, involved);
      let allowed = known.get(key);
      if (!allowed) known.set(key, (allowed = judge(involved, ask, facts(holder), targets)));
      return allowed;
    },
  };
}

function keyOf(holder: Holder, { action, space, context }: Ask, involved: Involved): string {
  const { allows, denies, limits, levels } = involved;
  const all = [...allows, ...denies, ...(typeof limits === 'object' ? limits : []), ...levels.flat()];
  const asked = [...(context ?? [])].filter(([name]) => all.some((rule) => asksFor(rule, name)));
  const ids = (rules: readonly Rule[]): string => rules.map(({ id }) => id).join();
  const limit = typeof limits === 'object' ? ids(limits) : String(limits);
  return [
    space.name,
    action,
    holder.kind,
    all.some(({ isPersonal }) => isPersonal) ? holder.self?.index : '',
    ids(allows),
    ids(denies),
    limit,
    JSON.stringify(asked),
  ].join('|');
}

function asksFor({ compiled }: Rule, key: string): boolean {
  return compiled.conditions.some((one) => one.key === key);
}

interface Guardrails {
  readonly levels: readonly ReadonlyMap<number, readonly Rule[]>[];
  readonly denies: ReadonlyMap<number, readonly Rule[]>;
  readonly rules: readonly (readonly Rule[])[];
}

/** Service control policies do not hold in the organization's management account. */
function guardrails({ organization, id }: Account, store: DocumentStore): Guardrails {
  const scp = organization?.managementAccountId === id ? [] : (organization?.scp ?? []);
  const docs = scp.map((level: readonly Policy[]) => level.map((policy) => store.docOf(policy)));
  return {
    levels: docs.map((level) => byAction(level, true)),
    denies: byAction(docs.flat(), false),
    rules: docs.map((level) => level.flatMap(({ rules }) => rules)),
  };
}

/** They count for services that support them, whatever their statements say of others. */
function resourceControls(account: Account, store: DocumentStore): ReadonlyMap<number, readonly Rule[]> {
  const docs = resourceControlsOf(account).flatMap((level) => level.map((policy) => store.docOf(policy)));
  const isCovered = (action: number): boolean => rcpServices.has(store.actions[action]?.split(':')[0] ?? '');
  return new Map([...byAction(docs, false)].filter(([action]) => isCovered(action)));
}

function judge({ allows, denies, limits, levels }: Involved, ask: Ask, facts: Lookup, targets: TargetFacts): Allowed {
  const nothing: Tri = { yes: ask.space.none, maybe: ask.space.none };
  const everything: Tri = { yes: ask.space.all, maybe: ask.space.all };
  const union = (rules: readonly Rule[]): Tri => {
    let found = nothing;
    for (const rule of rules) {
      const matched = matchRule(rule, ask, facts, targets);
      found = found === nothing ? matched : triEither(found, matched);
    }
    return found;
  };
  let undenied = denies.length === 0 ? everything : triWithout(everything, union(denies));
  for (const level of levels) undenied = triBoth(undenied, union(level));
  const boundary = limits === undefined ? everything : limits === 'unknown' ? doubtful(everything) : union(limits);
  const bounded = boundary === everything ? undenied : triBoth(undenied, boundary);
  const granted = union(allows);
  const full = ask.space.share(bounded === everything ? granted : triBoth(bounded, granted));
  const limited = ask.space.share(undenied);
  return { undenied: limited, bounded: bounded === undenied ? limited : ask.space.share(bounded), full };
}

function doubtful({ yes, maybe }: Tri): Tri {
  return { yes: noBits(yes.length * 32), maybe };
}

type Request = Pick<Ask, 'space' | 'context'>;

/** The members of the space that the rule is about. */
export function matchRule(rule: Rule, ask: Request, facts: Lookup, targets: TargetFacts): Tri {
  const { conditions } = rule.compiled;
  const { space, context } = ask;
  const lookup: Lookup = (key) => context?.get(key) ?? facts(key);
  const matched = matchResources(rule, space, lookup);
  if (conditions.length === 0) return matched;
  if (conditions.some(asksTarget)) return matchEach(rule, matched, ask, lookup, targets);
  const answer = judgeConditions(conditions, rule.isAllow, lookup);
  if (answer === 'yes') return matched;
  return { yes: space.none, maybe: answer === 'no' ? space.none : matched.maybe };
}

function asksTarget({ key, variables }: Rule['compiled']['conditions'][number]): boolean {
  return targetKey.test(key) || variables.some((token) => targetKey.test(variableParts(token).key));
}

function matchEach(rule: Rule, matched: Tri, { space, context }: Request, lookup: Lookup, targets: TargetFacts): Tri {
  const yes = noBits(space.size);
  const maybe = noBits(space.size);
  const sure = new Set(listBits(matched.yes));
  for (const at of listBits(matched.maybe)) {
    const target = targets.of(space, at);
    const answer = judgeConditions(
      rule.compiled.conditions,
      rule.isAllow,
      (key) => context?.get(key) ?? target(key) ?? lookup(key),
    );
    if (answer === 'no') continue;
    addBit(maybe, at);
    if (answer === 'yes' && sure.has(at)) addBit(yes, at);
  }
  return { yes, maybe };
}

function matchResources({ compiled }: Rule, space: Space, lookup: Lookup): Tri {
  const { resources = [], isNotResource } = compiled;
  let yes: Bits = space.none;
  let maybe: Bits = space.none;
  for (const glob of resources) {
    const tokens = glob.hasVariable ? glob.tokens.filter(isVariable) : [];
    const isKnown = tokens.length === 0 || isResolvable(tokens, lookup);
    // A variable without a value makes the exception undecidable; such a statement matches nothing.
    if (isNotResource && isKnown && tokens.some((token) => resolver(lookup)(token) === undefined))
      return { yes: space.none, maybe: space.none };
    const found = tokens.length === 0 ? space.matching(glob) : undefined;
    const resolved = found ? { yes: found, maybe: found } : matchingResolved(space, glob, resolver(lookup), isKnown);
    const isSure = yes === maybe && resolved.yes === resolved.maybe;
    maybe = resources.length === 1 ? resolved.maybe : either(maybe, resolved.maybe);
    yes = isSure ? maybe : resources.length === 1 ? resolved.yes : either(yes, resolved.yes);
  }
  return isNotResource ? { yes: without(space.all, maybe), maybe: without(space.all, yes) } : { yes, maybe };
}

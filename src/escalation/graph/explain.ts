/** Which statements let a principal take a hop, and what about it is not certain. */
import type { Policy, Statement } from '../../policy/model.ts';
import { compilePolicy, matchesAction, type CompiledStatement } from '../../semantics/compile.ts';
import { areDisjoint } from '../../semantics/compare/inclusion.ts';
import { isVariable, matchesGlob, resourceGlob, type Glob } from '../../semantics/glob.ts';
import { boundaryOf, heldIn, type Actor, type HeldPolicy } from './actors.ts';
import { hasBit } from './bits.ts';
import { endDoubts } from './certainty.ts';
import type { Hop } from './chains.ts';
import { judgeConditions, isResolvable, resolver, type Lookup } from './conditions.ts';
import { chosenPolicyKey, targetFacts } from './facts.ts';
import type { Graph } from './graph.ts';
import { isAssuming, type PlannedStep } from './plan.ts';
import { controlDoubts } from './resource-controls.ts';

/** A statement that grants a step. */
export interface Grant {
  readonly action: string;
  readonly statement: Statement;
  /** A policy of the principal, or the trust policy of the role. */
  readonly policy: Pick<HeldPolicy, 'name' | 'arn' | 'kind'> | 'trust';
  /** The pattern that covers the target is no full ARN, so it can be narrowed. */
  readonly isBroad: boolean;
  /** What the step is taken on; undefined where no snapshot lists it. */
  readonly target: string | undefined;
  /** Of a trust policy: it names the principal, so that the principal's own policies do not matter. */
  readonly suffices?: boolean;
}

/** A hop with what it stands on. */
export interface ExplainedHop {
  readonly hop: Hop;
  /** By action, every statement that grants it. */
  readonly grants: readonly Grant[];
  /** Why it is possible rather than certain. */
  readonly reasons: readonly string[];
}

export function explainHop(graph: Graph, hop: Hop): ExplainedHop {
  const reasons = new Set<string>(hop.edge.plan.doubts);
  const grants = hop.edge.plan.steps.flatMap((planned) => grantsOf(graph, hop, planned, reasons));
  const trust = trustGrants(graph, hop);
  if (hop.edge.certainty === 'possible') for (const reason of doubtsOf(graph, hop)) reasons.add(reason);
  const isUnsaid = hop.edge.certainty === 'possible' && reasons.size === 0;
  return {
    hop,
    grants: [...grants, ...trust],
    reasons: isUnsaid ? ['A condition or a variable of a policy decides.'] : [...reasons],
  };
}

const compiled = new WeakMap<Policy, readonly CompiledStatement[]>();

function statementsOf(policy: Policy): readonly CompiledStatement[] {
  let found = compiled.get(policy);
  if (!found) compiled.set(policy, (found = compilePolicy(policy).statements));
  return found;
}

function grantsOf(graph: Graph, hop: Hop, planned: PlannedStep, reasons: Set<string>): readonly Grant[] {
  const target = targetOf(graph, hop, planned);
  const lookups = lookupsOf(graph, hop, planned);
  const name = planned.step.action.toLowerCase();
  const sure: Grant[] = [];
  const unsure: { grant: Grant; keys: readonly string[] }[] = [];
  for (const policy of heldIn(hop.holder)(hop.actor)) {
    for (const statement of policy.document ? statementsOf(policy.document) : []) {
      if (!matchesAction(statement, name)) continue;
      const glob = covering(graph, statement, planned, target, lookups[0]);
      if (!glob) continue;
      const { answer, keys } = judgeBest(statement, lookups);
      if (answer === 'no') continue;
      if (!statement.isAllow) {
        if (answer === 'depends') noteKeys(reasons, keys, 'A Deny');
        continue;
      }
      const grant = {
        action: planned.step.action,
        statement: statement.source,
        policy,
        isBroad: glob.shape !== 'literal',
        target,
      };
      if (answer === 'yes') sure.push(grant);
      else unsure.push({ grant, keys });
    }
  }
  // Where one statement grants it without conditions, those of another say nothing of the path.
  if (sure.length === 0) for (const { keys } of unsure) noteKeys(reasons, keys, `The grant of ${planned.step.action}`);
  return [...sure, ...unsure.map(({ grant }) => grant)];
}

function noteKeys(reasons: Set<string>, keys: readonly string[], what: string): void {
  if (keys.length > 0) reasons.add(`${what} depends on ${[...new Set(keys)].join(', ')}.`);
}

function judgeBest(
  { conditions, isAllow }: CompiledStatement,
  lookups: readonly Lookup[],
): { answer: 'yes' | 'depends' | 'no'; keys: readonly string[] } {
  let best: { answer: 'yes' | 'depends' | 'no'; keys: readonly string[] } = { answer: 'no', keys: [] };
  for (const lookup of lookups) {
    const keys: string[] = [];
    const answer = judgeConditions(conditions, isAllow, lookup, (key) => keys.push(key));
    if (answer === 'yes') return { answer, keys };
    if (answer === 'depends') best = { answer, keys };
  }
  return best;
}

/** The requests by which the step can be taken: one for each service or policy that serves. */
function lookupsOf({ world }: Graph, hop: Hop, { step }: PlannedStep): readonly Lookup[] {
  const caller = callerOf(world, hop.holder, hop.actor);
  const entity = targetEntity(world, hop);
  const facts: Lookup = (key) => (entity ? targetFacts(entity)(key) : undefined) ?? caller(key);
  if (step.passedToService)
    return step.passedToService.map((service) => withKey(facts, 'iam:passedtoservice', service));
  const key = chosenPolicyKey(step.action);
  if (key !== undefined) return world.adminPolicies.map((arn) => withKey(facts, key, arn));
  return [facts];
}

function callerOf({ permissions }: Graph['world'], holder: Hop['holder'], actor: Actor): Lookup {
  const base = permissions.facts(holder);
  return (key) => base(key) ?? permissions.facts({ ...holder, self: actor })(key);
}

function withKey(lookup: Lookup, name: string, value: string): Lookup {
  return (key) => (key === name ? [value] : lookup(key));
}

function targetEntity(world: Graph['world'], { edge, target }: Hop) {
  if (target === undefined) return undefined;
  return edge.space === 'user'
    ? world.account.users[target]
    : edge.space === 'role'
      ? world.account.roles[target]
      : undefined;
}

/** ARN on which the step is taken. */
function targetOf(
  { world }: Graph,
  { edge, actor, target, holder }: Hop,
  { step, action }: PlannedStep,
): string | undefined {
  if (step.target === 'self-user' || step.target === 'self-role') return actor.entity.arn;
  if (step.target === 'own-boundary') return actor.entity.boundary?.arn;
  if (edge.state && edge.space === undefined) return stateTarget(world, edge.state.state?.name, step.target, actor);
  if (target === undefined) return undefined;
  if (step.target === 'target-role-policy') {
    const allowed = world.permissions.allowed(holder, { action, space: world.policies }).full.maybe;
    const arns = world.account.roles[target]?.attachedPolicies.map(({ arn }) => arn) ?? [];
    return arns.find((arn) => hasBit(allowed, world.policies.indexOf(arn) ?? -1));
  }
  const space = { user: world.users, role: world.roles, group: world.groups, policy: world.policies }[
    edge.space ?? 'role'
  ];
  return ['any', 'created', 'existing'].includes(step.target) ? undefined : space.arns[target];
}

/** The group or policy by which a principal comes into another state. */
function stateTarget(world: Graph['world'], name: string | undefined, kind: string, actor: Actor): string | undefined {
  if (kind === 'target-group') return world.account.groups.find((group) => group.name === name)?.arn;
  if (kind !== 'attached-policy') return actor.entity.arn;
  return world.account.policies.find((policy) => name?.startsWith(`${policy.name} `))?.arn;
}

/** The pattern by which the statement covers the target, or something it may be. */
function covering(
  { world }: Graph,
  { resources = [], isNotResource }: CompiledStatement,
  { step }: PlannedStep,
  target: string | undefined,
  lookup: Lookup | undefined,
): Glob | undefined {
  const everything = resourceGlob('*', false);
  if (target === undefined) {
    if (isNotResource) return everything;
    const formats = world.formatsOf(step);
    if (formats.length === 0) return resources.find(({ shape, prefix }) => shape === 'prefix' && prefix === '');
    return resources.find((glob) => formats.some((format) => !areDisjoint(format, glob)));
  }
  const fits = (glob: Glob): boolean => {
    if (!glob.hasVariable || !lookup) return matchesGlob(glob, target, () => undefined);
    if (isResolvable(glob.tokens.filter(isVariable), lookup)) return matchesGlob(glob, target, resolver(lookup));
    return !areDisjoint(resourceGlob(target, false), glob);
  };
  if (isNotResource) return resources.some(fits) ? undefined : everything;
  return resources.find(fits);
}

/** The statements of the role's trust policy that let the principal, or the service, in. */
function trustGrants({ world }: Graph, { edge, actor, target }: Hop): readonly Grant[] {
  const role = edge.space === 'role' && target !== undefined ? world.account.roles[target] : undefined;
  const { path, steps } = edge.plan;
  const assumes = steps.some(({ step }) => isAssuming(step));
  if (!role?.trust || (!assumes && path.services.length === 0)) return [];
  const services = new Set(path.services);
  return statementsOf(role.trust)
    .filter(
      ({ isAllow, principals = [] }) =>
        isAllow &&
        principals.some(({ form, text, account }) =>
          assumes
            ? form === 'everyone' || text === actor.entity.arn || (form === 'account' && account === world.account.id)
            : services.has(text.replace(/\.cn$/, '')),
        ),
    )
    .sort((a, b) => Number(delegates(a)) - Number(delegates(b)))
    .slice(0, 1)
    .map((statement) => ({
      action: 'sts:AssumeRole',
      statement: statement.source,
      policy: 'trust' as const,
      isBroad: true,
      target: role.arn,
      suffices: assumes && !delegates(statement),
    }));
}

/** Whether it leaves the rest to the account's own policies. */
function delegates({ principals = [] }: CompiledStatement): boolean {
  return principals.every(({ form }) => form === 'account');
}

/** What beside conditions keeps a hop from being certain. */
function doubtsOf({ world }: Graph, hop: Hop): readonly string[] {
  const { actor, holder, edge, target } = hop;
  const found: string[] = [];
  const { masks, account } = world;
  if (holder.boundary === 'unknown')
    found.push(
      `The permissions boundary ${boundaryOf(actor)?.name ?? ''} of ${actor.entity.name} is not in the snapshot.`,
    );
  const user = edge.space === 'user' && target !== undefined ? account.users[target] : undefined;
  const needs = edge.plan.path.needs.map(({ kind }) => kind);
  if (user && target !== undefined && !user.credentials) {
    if (needs.includes('user-access-keys'))
      found.push(`The snapshot does not show how many access keys ${user.name} has.`);
    if (needs.includes('user-login-profile'))
      found.push(`The snapshot does not show whether ${user.name} has a password.`);
  }
  const role = edge.space === 'role' && target !== undefined ? account.roles[target] : undefined;
  if (role && target !== undefined && needs.includes('instance-profile') && !hasBit(masks.inProfile.yes, target)) {
    found.push(
      role.instanceProfiles
        ? `The role ${role.name} has to be put into an instance profile first.`
        : `The snapshot does not show whether ${role.name} is in an instance profile.`,
    );
  }
  if (role)
    found.push(
      ...trustDoubts(
        world,
        role.name,
        target ?? 0,
        actor,
        edge.plan.steps.some(({ step }) => isAssuming(step)),
      ),
    );
  if (target !== undefined && edge.space === 'role')
    found.push(
      ...controlDoubts(world, {
        role: target,
        services: edge.plan.path.services,
        caller: callerOf(world, holder, actor),
      }),
    );
  found.push(...endDoubts(world, hop));
  return found;
}

function trustDoubts(
  world: Graph['world'],
  name: string,
  role: number,
  actor: Actor,
  assumes: boolean,
): readonly string[] {
  if (!assumes) {
    const keys = (world.account.roles[role]?.trust?.statements ?? []).flatMap(({ conditions }) =>
      conditions.map(({ key }) => key.text),
    );
    const isOpen = keys.some((key) => !['aws:sourceaccount', 'aws:principalisawsservice'].includes(key.toLowerCase()));
    return isOpen ? [`The trust policy of ${name} depends on ${[...new Set(keys)].join(', ')}.`] : [];
  }
  const admission = world.trusts.admits(role, actor);
  return Object.values(admission).includes('depends') && !Object.values(admission).includes('yes')
    ? [`The trust policy of ${name} has conditions that the snapshot does not decide.`]
    : [];
}

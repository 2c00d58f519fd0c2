/**
 * What policies allow, as sets of requests: inclusion, emptiness, intersection, difference. Answers are exact; `unknown`
 * when a guard stopped the analysis.
 */
import type { Policy } from '../policy/model.ts';
import { parsePolicy } from '../policy/parse.ts';
import { compilePolicy, type CompiledPolicy } from './compile.ts';
import { LimitReached } from './compare/budget.ts';
import { findMember, isMember, type CheckOptions, type Region } from './compare/region.ts';
import type { Witness } from './compare/witness.ts';
import type { AccessRequest } from './request.ts';

export type Answer = boolean | 'unknown';

/** One policy, or several that hold together: any Allow counts, every Deny does. */
export type Policies = Policy | CompiledPolicy | readonly (Policy | CompiledPolicy)[];

/** A set of requests. Made by accessOf, intersect and subtract; nothing is computed before it is asked. */
export interface AccessSet {
  readonly region: Region;
}

/** The requests that the policies allow. */
export function accessOf(policies: Policies): AccessSet {
  return { region: { within: [together(policies)], without: [] } };
}

function together(policies: Policies): readonly CompiledPolicy[] {
  const list = isList(policies) ? policies : [policies];
  return list.map((policy) => ('forService' in policy ? policy : compilePolicy(policy)));
}

function isList(policies: Policies): policies is readonly (Policy | CompiledPolicy)[] {
  return Array.isArray(policies);
}

/** Requests in both sets. */
export function intersect(a: AccessSet, b: AccessSet): AccessSet {
  return {
    region: {
      within: [...a.region.within, ...b.region.within],
      without: [...a.region.without, ...b.region.without],
    },
  };
}

/** Requests of the set that the policies do not allow. */
export function subtract(a: AccessSet, policies: Policies): AccessSet {
  return { region: { ...a.region, without: [...a.region.without, together(policies)] } };
}

/** Whether the set holds no request at all. */
export function isEmpty(set: AccessSet, options: CheckOptions = {}): Answer {
  const member = sample(set, options);
  return member === 'unknown' ? 'unknown' : member === undefined;
}

/** Some request of the set, confirmed by the evaluator; undefined when it is empty. */
export function sample(set: AccessSet, options: CheckOptions = {}): Witness | 'unknown' | undefined {
  const answer = search(set.region, options);
  return answer.result === 'FAIL' ? answer.witness : answer.result === 'PASS' ? undefined : 'unknown';
}

function search(region: Region, options: CheckOptions): ReturnType<typeof findMember> {
  try {
    return findMember(region, options);
  } catch (error) {
    if (error instanceof LimitReached) return { result: 'UNKNOWN', unknownReason: error.message };
    throw error;
  }
}

/** Whether the request is in the set. */
export function contains(set: AccessSet, request: AccessRequest): boolean {
  return isMember(set.region, { ...request, context: request.context ?? {} });
}

/** Whether everything that `inner` allows, `outer` allows too. */
export function isSubset(inner: Policies, outer: Policies, options: CheckOptions = {}): Answer {
  return isEmpty(subtract(accessOf(inner), outer), options);
}

/** Whether both allow the same requests. */
export function isEquivalent(a: Policies, b: Policies, options: CheckOptions = {}): Answer {
  const forth = isSubset(a, b, options);
  if (forth === false) return false;
  const back = isSubset(b, a, options);
  return back === false ? false : forth === true && back === true ? true : 'unknown';
}

export interface EverythingOptions extends CheckOptions {
  /** Leave Deny statements aside: is everything allowed, whatever is taken away again? */
  readonly ignoreDenials?: boolean;
}

const source = { pointer: '', locate: () => ({}) };

/** A policy that allows everything, of the kind that names no principal. */
const everything = compilePolicy(
  parsePolicy(
    { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
    { type: 'identity', source },
  ),
);

/**
 * Whether the policies together allow every action on every resource without condition, however that is written. With
 * Deny statements that take something away the answer is no, unless they are ignored.
 */
export function grantsEverything(policies: Policies, options: EverythingOptions = {}): Answer {
  const own = together(policies);
  const considered = options.ignoreDenials === true ? own.map(withoutDenials) : own;
  // Most policies are nowhere near: without wide actions there is nothing to prove.
  if (!considered.some((policy) => policy.statements.some(isWide))) return false;
  return isSubset(everything, considered, options);
}

function withoutDenials(policy: CompiledPolicy): CompiledPolicy {
  const statements = policy.statements.filter(({ isAllow }) => isAllow);
  return {
    ...policy,
    statements,
    forService: (service) => policy.forService(service).filter(({ isAllow }) => isAllow),
  };
}

/** Services are without end, so only a pattern with a wildcard in the service's name, or NotAction, can reach all. */
function isWide({ isAllow, isNotAction, actions }: CompiledPolicy['statements'][number]): boolean {
  return isAllow && (isNotAction || actions.some(({ text }) => /^[^:]*[*?]/.test(text)));
}

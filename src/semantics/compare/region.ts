/** Is there a request in these policies and outside those? The question behind every check and every set operation. */
import { togetherAllow, type CompiledPolicy } from '../compile.ts';
import { prepareRequest } from '../request.ts';
import { accessPart, isWithin, type Access } from './access-part.ts';
import { firstBits } from './bits.ts';
import { LimitReached, type Limits } from './budget.ts';
import type { KnownCaller } from './callers.ts';
import { actionDomain, resourceDomain } from './element-classes.ts';
import { fittingResource } from './examples.ts';
import { keysOf, partsOf, type Part } from './parts.ts';
import { publicKeys, publicLimit } from './public-keys.ts';
import { reasonFor, type Reason } from './reasons.ts';
import { findRequest, type Branch, type Question } from './search.ts';
import { setUp } from './setup.ts';
import { withOneAccount } from './source-account.ts';
import { automataCache } from './text-classes.ts';
import type { Witness } from './witness.ts';

export interface CheckOptions {
  readonly limits?: Partial<Limits> | undefined;
  /** Asked now and then; true stops the analysis with UNKNOWN. */
  readonly isExpired?: (() => boolean) | undefined;
  /** Whether requests may give a key several values; keys read by a set operator may in any case. */
  readonly isMultivalued?: ((key: string) => boolean) | undefined;
  /** Actions that exist and match a pattern, so that witnesses name real ones. Decides nothing. */
  readonly knownActions?: ((pattern: string) => readonly string[]) | undefined;
}

export type CheckResult =
  | { readonly result: 'PASS' }
  | { readonly result: 'FAIL'; readonly witness: Witness; readonly reasons: readonly Reason[] }
  | { readonly result: 'UNKNOWN'; readonly unknownReason: string };

/** Several policies that hold together, as those of one principal: their Allow and Deny statements are one list. */
export type Together = readonly CompiledPolicy[];

/** Requests that are looked for. */
export interface Region {
  /** Allowed by each of these ... */
  readonly within: readonly Together[];
  /** ... and by none of these ... */
  readonly without: readonly Together[];
  /** ... for one of these actions and resources ... */
  readonly access?: readonly Access[] | undefined;
  /** ... by somebody no policy names. */
  readonly isPublic?: boolean | undefined;
}

interface Compared {
  readonly after: CompiledPolicy;
  readonly before?: CompiledPolicy;
}

/** Looks for a request of the region: FAIL with one, PASS when there is none. */
export function findMember(region: Region, options: CheckOptions, compared?: Compared): CheckResult {
  const { within, without, access } = region;
  const policies = [...within.flat(), ...without.flat()];
  const setup = setUp(policies, options);
  const made = new Map(policies.map((policy) => [policy, partsOf(policy, setup)]));
  const parts = (together: Together): Part[] => together.flatMap((policy) => made.get(policy) ?? []);
  const [first = [], ...more] = within.map(parts);
  const anchor = policies[0]?.statements[0];
  const wanted = access?.map((one) => accessPart(one, setup, anchor));
  const base: Branch = {
    meets: [...more.map(allowsOf), ...(wanted ? [wanted] : [])],
    covers: [first, ...more].flatMap(deniesOf),
  };
  const branches = without.map(parts).reduce((list, other) => list.flatMap((branch) => outside(branch, other)), [base]);
  const keys = keysOf([...made.values()].flat(), options.isMultivalued ?? (() => false), setup.budget);
  const isPublic = region.isPublic === true;
  const question: Question = {
    grants: allowsOf(first),
    branches,
    callers: setup.callers,
    callerBits: isPublic ? strangersOf(setup.callers) : firstBits(setup.callers.length),
    keys,
    restrict: (dimension) => (isPublic ? publicLimit(dimension, keys.conditions(dimension.key)) : undefined),
    restricted: isPublic ? publicKeys(first) : [],
    actions: actionDomain(automataCache(false), options.knownActions ?? (() => [])),
    resources: resourceDomain(automataCache(false)),
    // For public access each of the two keys stands for itself, as S3 defines it.
    confirm: (witness) => {
      const confirmed = (isPublic ? [witness] : withOneAccount(witness)).find((one) => isMember(region, one));
      return confirmed && clearer(confirmed, region);
    },
  };
  refuseUnknown([...question.grants, ...branches.flatMap(({ meets }) => meets.flat())]);
  const found = findRequest(question, setup.budget);
  if (found === undefined) return { result: 'PASS' };
  return { result: 'FAIL', witness: found.witness, reasons: compared ? [reasonFor(found, compared)] : [] };
}

/** Outside a policy is what it does not allow, and what it denies. */
function outside({ meets, covers }: Branch, other: readonly Part[]): Branch[] {
  const denied = deniesOf(other);
  const notAllowed = { meets, covers: [...covers, ...allowsOf(other)] };
  return denied.length === 0 ? [notAllowed] : [notAllowed, { meets: [...meets, denied], covers }];
}

/** An operator that does not exist: AWS would refuse the policy, so nothing is said about what it allows. */
function refuseUnknown(parts: readonly Part[]): void {
  const wrong = parts.find(({ conditions }) => conditions.some(({ set }) => set.family === 'unknown'));
  if (wrong !== undefined)
    throw new LimitReached(`statement ${wrong.statement.index} has an unknown condition operator`);
}

function strangersOf(callers: readonly KnownCaller[]): bigint {
  return callers.reduce((bits, { isStranger }, at) => (isStranger ? bits | (1n << BigInt(at)) : bits), 0n);
}

/** With a resource that goes with the action, where that is as good. */
function clearer(witness: Witness, region: Region): Witness {
  const better = { ...witness, resource: fittingResource(witness.action, witness.resource) };
  return better.resource !== witness.resource && isMember(region, better) ? better : witness;
}

/** The evaluator's word. */
export function isMember({ within, without, access }: Region, witness: Witness): boolean {
  const request = prepareRequest(witness);
  const allowed = (together: Together): boolean => togetherAllow(together, request);
  return within.every(allowed) && !without.some(allowed) && (access?.some((one) => isWithin(request, one)) ?? true);
}

function allowsOf(parts: readonly Part[]): Part[] {
  return parts.filter(({ statement }) => statement.isAllow);
}

function deniesOf(parts: readonly Part[]): Part[] {
  return parts.filter(({ statement }) => !statement.isAllow);
}

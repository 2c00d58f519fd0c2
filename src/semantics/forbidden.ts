/** Whether a policy grants access that nobody may have, proven over all requests. */
import type { Policy, Statement } from '../policy/model.ts';
import { checkAccessNotGranted, type Access, type CheckOptions } from './compare/checks.ts';
import type { Limits } from './compare/budget.ts';
import { areDisjoint } from './compare/inclusion.ts';
import type { Witness } from './compare/witness.ts';
import { resourceGlob } from './glob.ts';
import { hasUnknownTexts, leastOf, mostOf, showStandIns } from './unknown-extent.ts';

/** Access that no policy may grant; a list that is absent or empty stands for everything. */
export interface ForbiddenAccess extends Access {
  readonly reason?: string;
}

export interface ForbiddenGrant {
  readonly statement: Statement;
  readonly witness: Witness;
}

/** The statements that grant it; or that it is not known, and why; or that only deployment tells. */
export type ForbiddenAnswer =
  { readonly grants: readonly ForbiddenGrant[] } | { readonly unknown: string } | { readonly open: true };

/** Counted, not timed: the same policy gives the same answer on every machine. */
const limits: Partial<Limits> = { maxStates: 10_000, maxBoxes: 50_000, maxSteps: 3_000_000 };

type Options = Pick<CheckOptions, 'isMultivalued' | 'knownActions'>;

/** Looks for the access in a policy without grammar problems. */
export function findForbidden(policy: Policy, access: ForbiddenAccess, known: Options): ForbiddenAnswer {
  const asked = withinReach(policy, access);
  if (asked === undefined) return { grants: [] };
  const options = { ...known, limits };
  if (!hasUnknownTexts(policy)) return answerFor(policy, policy, asked, options);
  // An Effect or an operator that is unknown.
  if (policy.problems.length > 0) return { open: true };
  const certain = answerFor(policy, leastOf(policy), asked, options);
  if (!('grants' in certain)) return certain;
  if (certain.grants.length > 0) return { grants: certain.grants.map(asWritten) };
  const { result } = checkAccessNotGranted(mostOf(policy), [asked], options);
  return result === 'PASS' ? certain : { open: true };
}

function asWritten({ statement, witness }: ForbiddenGrant): ForbiddenGrant {
  const { action, resource } = witness;
  return { statement, witness: { ...witness, action: showStandIns(action), resource: showStandIns(resource) } };
}

/** Statements of the policy as written whose counterparts in `read` grant the access. */
function answerFor(policy: Policy, read: Policy, asked: Access, options: CheckOptions): ForbiddenAnswer {
  const whole = checkAccessNotGranted(read, [asked], options);
  if (whole.result === 'PASS') return { grants: [] };
  if (whole.result === 'UNKNOWN') return { unknown: whole.unknownReason };
  const first = whole.reasons[0]?.statementIndex;
  const denials = read.statements.filter(({ isAllow }) => isAllow === false);
  const grants = read.statements.flatMap((one): ForbiddenGrant[] => {
    if (one.isAllow !== true) return [];
    const statement = policy.statements.find(({ index }) => index === one.index) ?? one;
    if (one.index === first) return [{ statement, witness: whole.witness }];
    const alone = checkAccessNotGranted({ ...read, statements: [one, ...denials] }, [asked], options);
    return alone.result === 'FAIL' ? [{ statement, witness: alone.witness }] : [];
  });
  return { grants };
}

const anyRole = resourceGlob('arn:*:iam::*:role/*', false);

/** A trust policy speaks of its own role only, though it names no resource. */
function withinReach({ type }: Policy, access: ForbiddenAccess): Access | undefined {
  const { actions = [], resources = [] } = access;
  if (type !== 'trust' || resources.length === 0) return { actions, resources };
  const roles = resources.filter((text) => !areDisjoint(resourceGlob(text, false), anyRole));
  return roles.length === 0 ? undefined : { actions, resources: roles };
}

/** What policies mean: the evaluator, the custom policy checks, and set operations. See docs/semantics.md. */
import { InputError } from './errors.ts';
import type { Policy, PolicyType } from './policy/model.ts';
import { parsePolicy } from './policy/parse.ts';
import { compilePolicy, type CompiledPolicy } from './semantics/compile.ts';
import { findFaults } from './semantics/faults.ts';

export {
  accessOf,
  contains,
  grantsEverything,
  intersect,
  isEmpty,
  isEquivalent,
  isSubset,
  sample,
  subtract,
  type AccessSet,
  type Answer,
} from './semantics/access.ts';
export { compilePolicy, type CompiledPolicy } from './semantics/compile.ts';
export {
  checkAccessNotGranted,
  checkNoNewAccess,
  checkNoPublicAccess,
  type Access,
  type CheckOptions,
  type CheckResult,
} from './semantics/compare/checks.ts';
export type { Witness } from './semantics/compare/witness.ts';
export { mayAct, type Possibility } from './semantics/effective.ts';
export type { AccessRequest } from './semantics/request.ts';
export { simulate, type Decision, type Facts, type PolicySets } from './semantics/simulate.ts';

/** Reads a policy document (the value, not the text). Throws InputError when it is no valid policy of that type. */
export function readPolicy(document: unknown, type: PolicyType = 'identity'): Policy {
  const policy = parsePolicy(document, { type, source: { pointer: '', locate: () => ({}) } });
  const [fault] = findFaults(policy, type);
  if (fault !== undefined)
    throw new InputError(`${fault.pointer === '' ? 'The policy' : fault.pointer}: ${fault.message}`);
  return policy;
}

/** `readPolicy` and `compilePolicy` in one. */
export function readCompiled(document: unknown, type: PolicyType = 'identity'): CompiledPolicy {
  return compilePolicy(readPolicy(document, type));
}

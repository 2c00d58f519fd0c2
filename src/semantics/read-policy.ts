/** From a plain JSON value to a policy, for users of the library. */
import { InputError } from '../errors.ts';
import type { Policy, PolicyType } from '../policy/model.ts';
import { parsePolicy } from '../policy/parse.ts';
import { compilePolicy, type CompiledPolicy } from './compile.ts';
import { findFaults } from './faults.ts';

export interface ReadOptions {
  /** Default `identity`. */
  readonly type?: PolicyType | undefined;
  /** CloudFormation type, e.g. `AWS::S3::Bucket`. */
  readonly resourceType?: string | undefined;
}

/** Reads a policy document (the value, not the text). Throws InputError when it is no valid policy of that type. */
export function readPolicy(value: unknown, { type = 'identity', resourceType }: ReadOptions = {}): Policy {
  const policy = parsePolicy(value, {
    type,
    ...(resourceType !== undefined && { resourceType }),
    source: { pointer: '', locate: () => ({}) },
  });
  const [fault] = findFaults(policy, type);
  if (fault !== undefined)
    throw new InputError(`${fault.pointer === '' ? 'The policy' : fault.pointer}: ${fault.message}`);
  return policy;
}

/** `readPolicy` and `compilePolicy` in one, for policies that answer many requests. */
export function readCompiled(value: unknown, options: ReadOptions = {}): CompiledPolicy {
  return compilePolicy(readPolicy(value, options));
}

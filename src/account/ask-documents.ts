/** Every document with a say in what a principal may do, compiled once however often it is asked for. */
import type { Policy } from '../policy/model.ts';
import { compilePolicy, type CompiledPolicy } from '../semantics/compile.ts';
import type { IdentitySets } from '../semantics/effective.ts';
import { groupsOf } from './directory.ts';
import { administratorPolicy } from './effective.ts';
import type { Account, AttachedPolicy, Role, User } from './model.ts';

export type Part = 'identity' | 'boundary' | 'scp' | 'trust';

export interface NamedDocument {
  readonly part: Part;
  readonly name: string;
  readonly compiled: CompiledPolicy;
}

export interface AskedDocuments {
  readonly documents: readonly NamedDocument[];
  readonly sets: IdentitySets;
  /** Policies that count and that the snapshot does not carry. */
  readonly unknown: readonly string[];
}

const compiled = new WeakMap<Policy, CompiledPolicy>();

export function compileOnce(policy: Policy): CompiledPolicy {
  let made = compiled.get(policy);
  if (!made) compiled.set(policy, (made = compilePolicy(policy)));
  return made;
}

/** Policies of the principal and of its groups, its boundary, and the service control policies above the account. */
export function documentsOf(account: Account, principal: User | Role): AskedDocuments {
  const holders = 'groups' in principal ? [principal, ...groupsOf(principal, account)] : [principal];
  const unknown: string[] = [];
  const read = (part: Part, name: string, policy: Policy | undefined): NamedDocument[] => {
    if (policy) return [{ part, name, compiled: compileOnce(policy) }];
    unknown.push(name);
    return [];
  };
  const identity = holders.flatMap(({ inlinePolicies, attachedPolicies }) => [
    ...inlinePolicies.flatMap(({ name, document }) => read('identity', name, document)),
    ...attachedPolicies.flatMap((one) => read('identity', one.name, documentOf(one))),
  ]);
  const limit = principal.boundary;
  const boundary = limit ? read('boundary', limit.name, documentOf(limit)) : [];
  const levels = levelsOf(account, principal).map((level, index) =>
    level.map((policy): NamedDocument => ({ part: 'scp', name: `scp[${index}]`, compiled: compileOnce(policy) })),
  );
  return {
    documents: [...identity, ...boundary, ...levels.flat()],
    unknown,
    sets: {
      identity: plain(identity),
      ...(boundary.length > 0 && { boundary: plain(boundary) }),
      ...(levels.length > 0 && { scp: levels.map(plain) }),
    },
  };
}

function plain(documents: readonly NamedDocument[]): readonly CompiledPolicy[] {
  return documents.map((one) => one.compiled);
}

function documentOf({ arn, policy }: AttachedPolicy): Policy | undefined {
  return policy?.document ?? administratorPolicy(arn);
}

/** They hold neither in the management account nor for service-linked roles. */
function levelsOf({ organization, id }: Account, principal: User | Role): readonly (readonly Policy[])[] {
  const isExempt = 'isServiceLinked' in principal && principal.isServiceLinked;
  if (isExempt || !organization?.scp || organization.managementAccountId === id) return [];
  return organization.scp;
}

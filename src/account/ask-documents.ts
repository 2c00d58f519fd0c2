/** Every document with a say in what a principal may do, compiled once however often it is asked for. */
import { splitArn } from '../policy/arn.ts';
import type { Policy } from '../policy/model.ts';
import { compilePolicy, type CompiledPolicy } from '../semantics/compile.ts';
import type { IdentitySets } from '../semantics/effective.ts';
import { rcpServices } from '../semantics/scope.ts';
import { groupsOf } from './directory.ts';
import { administratorPolicy } from './effective.ts';
import { resourceControlsOf } from './guardrails.ts';
import type { Account, AttachedPolicy, Role, User } from './model.ts';

export type Part = 'identity' | 'boundary' | 'scp' | 'rcp' | 'trust';

export interface NamedDocument {
  readonly part: Part;
  readonly name: string;
  readonly compiled: CompiledPolicy;
}

/** Something with a say that the snapshot does not carry, or not so that all of it can be read. */
export interface Lack {
  readonly what:
    | 'policy'
    | 'boundary'
    | 'group'
    | 'service control policies'
    | 'resource control policies'
    | 'role'
    | 'trust policy of role';
  readonly name: string;
}

export interface AskedDocuments {
  readonly documents: readonly NamedDocument[];
  /** What is lacking is taken for the most it can be: a policy for one that allows everything, a limit for none. */
  readonly sets: IdentitySets;
  readonly lacks: readonly Lack[];
}

const compiled = new WeakMap<Policy, CompiledPolicy>();

export function compileOnce(policy: Policy): CompiledPolicy {
  let made = compiled.get(policy);
  if (!made) compiled.set(policy, (made = compilePolicy(policy)));
  return made;
}

/** AdministratorAccess, and as good as RCPFullAWSAccess. */
export const everything = compileOnce(
  administratorPolicy('arn:aws:iam::aws:policy/AdministratorAccess') ?? raise('there is no such policy'),
);

function raise(message: string): never {
  throw new Error(message);
}

/** What is asked for: the action and an ARN or a pattern of ARNs. */
interface Asked {
  readonly action: string;
  readonly resource: string;
}

/** Policies of the principal and of its groups, its boundary, and the organization's policies above the account. */
export function documentsOf(account: Account, principal: User | Role, asked: Asked): AskedDocuments {
  const groups = 'groups' in principal ? groupsOf(principal, account) : [];
  const holders = [principal, ...groups];
  const lacks: Lack[] = [];
  const read = (part: 'identity' | 'boundary', name: string, policy: Policy | undefined): NamedDocument[] => {
    const isWhole = policy?.problems.length === 0;
    if (!isWhole) lacks.push({ what: part === 'identity' ? 'policy' : part, name });
    // What is left of a damaged boundary would allow too little.
    return policy && (isWhole || part === 'identity') ? [{ part, name, compiled: compileOnce(policy) }] : [];
  };
  const identity = holders.flatMap(({ inlinePolicies, attachedPolicies }) => [
    ...inlinePolicies.flatMap(({ name, document }) => read('identity', name, document)),
    ...attachedPolicies.flatMap((one) => read('identity', one.name, documentOf(one))),
  ]);
  lacks.push(...missingGroups(principal, groups));
  const mayHoldMore = lacks.length > 0;
  const limit = principal.boundary;
  const boundary = limit ? read('boundary', limit.name, documentOf(limit)) : [];
  const levels = nameLevels('scp', levelsOf(account, principal, lacks));
  const controls = nameLevels('rcp', controlsOf(account, principal, asked, lacks));
  const limits = [...levels.map(plain), ...controls.map((level) => [...plain(level), everything])];
  return {
    documents: [...identity, ...boundary, ...levels.flat(), ...controls.flat()],
    lacks,
    sets: {
      identity: mayHoldMore ? [...plain(identity), everything] : plain(identity),
      ...(boundary.length > 0 && { boundary: plain(boundary) }),
      ...(limits.length > 0 && { scp: limits }),
    },
  };
}

function nameLevels(part: Part, levels: readonly (readonly Policy[])[]): readonly (readonly NamedDocument[])[] {
  return levels.map((level, index) =>
    level.map((policy) => ({ part, name: `${part}[${index}]`, compiled: compileOnce(policy) })),
  );
}

function plain(documents: readonly NamedDocument[]): readonly CompiledPolicy[] {
  return documents.map((one) => one.compiled);
}

function documentOf({ arn, policy }: AttachedPolicy): Policy | undefined {
  return policy?.document ?? administratorPolicy(arn);
}

function missingGroups(principal: User | Role, found: readonly { readonly name: string }[]): readonly Lack[] {
  const names = 'groups' in principal ? principal.groups : [];
  return names
    .filter((name) => !found.some((group) => group.name === name))
    .map((name) => ({ what: 'group', name }) as const);
}

function isServiceLinked(principal: User | Role): boolean {
  return 'isServiceLinked' in principal && principal.isServiceLinked;
}

/** They protect the account's own resources; what names no account, as a bucket, is taken for one of these. */
function controlsOf(account: Account, principal: User | Role, { action, resource }: Asked, lacks: Lack[]) {
  const [service = ''] = action.toLowerCase().split(':');
  if (isServiceLinked(principal) || !rcpServices.has(service)) return [];
  const owner = splitArn(resource)?.account ?? '';
  if (/^\d{12}$/.test(owner) && owner !== account.id) return [];
  const { organization, id } = account;
  if (organization?.unreadable?.includes('rcp') === true && organization.managementAccountId !== id)
    lacks.push({ what: 'resource control policies', name: 'rcp' });
  return resourceControlsOf(account);
}

/** They hold neither in the management account nor for service-linked roles. */
function levelsOf(
  { organization, id }: Account,
  principal: User | Role,
  lacks: Lack[],
): readonly (readonly Policy[])[] {
  if (isServiceLinked(principal) || !organization || organization.managementAccountId === id) return [];
  if (organization.unreadable?.includes('scp')) lacks.push({ what: 'service control policies', name: 'scp' });
  return organization.scp ?? [];
}

/** Which policies of a template belong to which of its users, groups and roles, by the references in it. */
import type { ResourceRef } from '../../finding.ts';
import type { Path } from '../../policy/place.ts';
import { isObject, own } from '../policy-type.ts';
import { withKnownPartition } from './attachments.ts';
import { referenceText } from './references.ts';
import { resolveValue, type Environment } from './resolve.ts';
import { exploreWorlds, type Choose } from './worlds.ts';

/** A resource that a template declares. */
export interface Declared {
  readonly ref: ResourceRef;
  /** Of the resource. */
  readonly path: Path;
  readonly properties: unknown;
  readonly propertiesPath: Path;
  /** Name of the condition under which it is made. */
  readonly condition: string | undefined;
  readonly loops: Environment['loops'];
}

export type EnvironmentOf = (declared: Declared, choose: Choose) => Environment;

/** Properties of policies that name whom they are attached to. */
const holderProperties: ReadonlyMap<string, readonly string[]> = new Map([
  ['AWS::IAM::Policy', ['Roles', 'Users', 'Groups']],
  ['AWS::IAM::ManagedPolicy', ['Roles', 'Users', 'Groups']],
  ['AWS::IAM::RolePolicy', ['RoleName']],
  ['AWS::IAM::UserPolicy', ['UserName']],
  ['AWS::IAM::GroupPolicy', ['GroupName']],
]);

export const boundaryProperty = 'PermissionsBoundary';
const attachmentProperties = ['ManagedPolicyArns', 'Policies'];

export interface Links {
  /** Policies that name the holder, under some condition. */
  readonly naming: (holder: Declared) => readonly Declared[];
  /** Those whose ARN the text is. */
  readonly managed: (arn: string) => Declared | undefined;
  /** Whether the policy names the holder, under these conditions. */
  readonly isNaming: (policy: Declared, holder: Declared, env: Environment) => boolean;
  /** Managed policies that limit somebody and are attached to nobody. */
  readonly limits: ReadonlySet<Declared>;
}

/** Reads the references of each resource once. */
export function linkPolicies(all: readonly Declared[], environmentOf: EnvironmentOf): Links {
  const byHolder = new Map<string, Set<Declared>>();
  const byArn = new Map<string, Declared>();
  const attached = new Set<string>();
  const boundaries = new Set<string>();
  const named = new Set<Declared>();
  for (const one of all) {
    const { results } = exploreWorlds((choose) => readLinks(one, environmentOf(one, choose)));
    for (const links of results) {
      for (const text of links.holders) {
        named.add(one);
        byHolder.set(text, (byHolder.get(text) ?? new Set()).add(one));
      }
      for (const text of links.attached) attached.add(text);
      for (const text of links.boundaries) boundaries.add(text);
    }
    if (one.ref.type === 'AWS::IAM::ManagedPolicy') byArn.set(arnOf(one, environmentOf(one, always)), one);
  }
  const limits = [...byArn].filter(([arn, one]) => boundaries.has(arn) && !attached.has(arn) && !named.has(one));
  return {
    naming: (holder) => [...(byHolder.get(nameOf(holder, environmentOf(holder, always))) ?? [])],
    managed: (arn) => byArn.get(arn),
    isNaming: (policy, holder, env) => readLinks(policy, env).holders.includes(nameOf(holder, env)),
    limits: new Set(limits.map(([, one]) => one)),
  };
}

const always: Choose = () => true;

function nameOf({ ref }: Declared, env: Environment): string {
  return referenceText(ref.name, undefined, env.resources);
}

function arnOf(policy: Declared, env: Environment): string {
  return withKnownPartition(nameOf(policy, env));
}

function readLinks(declared: Declared, env: Environment) {
  const texts = (names: readonly string[]): string[] => names.flatMap((name) => textsAt(declared, name, env));
  return {
    holders: texts(holderProperties.get(declared.ref.type) ?? []),
    attached: texts(attachmentProperties).map(withKnownPartition),
    boundaries: texts([boundaryProperty]).map(withKnownPartition),
  };
}

/** The texts that a property is, or lists. */
export function textsAt({ properties, propertiesPath }: Declared, name: string, env: Environment): string[] {
  const value = isObject(properties) ? own(properties, name) : undefined;
  if (value === undefined || isListOfObjects(value)) return [];
  const resolved = resolveValue(value, [...propertiesPath, name], env)?.value;
  return (Array.isArray(resolved) ? (resolved as unknown[]) : [resolved]).filter((one) => typeof one === 'string');
}

/** Inline policies are written out by other means. */
function isListOfObjects(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((one) => isObject(one) && Object.hasOwn(one, 'PolicyDocument')); // prettier-ignore
}

/** Users, groups, roles and permission sets of a template, each with all the policies that the template gives it. */
import type { Policy } from '../../policy/model.ts';
import type { Attachment, PolicyHolder } from '../../rule.ts';
import type { FoundPolicies } from '../detect.ts';
import type { JsonDocument } from '../json.ts';
import { isObject, own } from '../policy-type.ts';
import { withKnownPartition } from './attachments.ts';
import { boundaryProperty, textsAt, type Declared, type EnvironmentOf, type Links } from './links.ts';
import type { Environment } from './resolve.ts';
import { exploreWorlds, type Choose } from './worlds.ts';

const kinds: ReadonlyMap<string, PolicyHolder['kind']> = new Map([
  ['AWS::IAM::Role', 'role'],
  ['AWS::IAM::User', 'user'],
  ['AWS::IAM::Group', 'group'],
  ['AWS::SSO::PermissionSet', 'role'],
  ['AWS::Serverless::Function', 'role'],
  ['AWS::Serverless::StateMachine', 'role'],
]);

interface Template {
  readonly all: readonly Declared[];
  readonly document: JsonDocument;
  readonly links: Links;
  readonly environmentOf: EnvironmentOf;
  /** Policies and attachments that stand in the resource itself. */
  readonly read: (declared: Declared, choose: Choose) => FoundPolicies;
}

/** Each holder once for each way the conditions of its policies can go; one with too many ways is left to its policies alone. */
export function findHolders(template: Template): PolicyHolder[] {
  return template.all.flatMap((one) => {
    const kind = kinds.get(one.ref.type);
    if (kind === undefined || hasOtherRole(one)) return [];
    const { results, isComplete } = exploreWorlds((choose) => holderIn(one, kind, template, choose));
    return isComplete ? results.filter((holder) => holder !== undefined) : [];
  });
}

/** A function that is given a role has no policies of its own. */
function hasOtherRole(one: Declared): boolean {
  const { ref, properties } = one;
  if (!ref.type.startsWith('AWS::Serverless::')) return false;
  return isGlobals(one) || (isObject(properties) && own(properties, 'Role') !== undefined);
}

function holderIn(
  one: Declared,
  kind: PolicyHolder['kind'],
  template: Template,
  choose: Choose,
): PolicyHolder | undefined {
  const { document, all, links, environmentOf, read } = template;
  const isMade = ({ condition }: Declared): boolean => condition === undefined || choose(condition, new Map());
  if (!isMade(one)) return undefined;
  const { policies: own, attachments = [] } = read(one, choose);
  const managed = attachments.map(({ policyArn }) => links.managed(policyArn));
  const naming = links.naming(one).filter((policy) => links.isNaming(policy, one, environmentOf(policy, choose)));
  const others = [...new Set([...managed.filter((policy) => policy !== undefined), ...naming])].filter(isMade);
  const policies = [...own, ...others.flatMap((other) => read(other, choose).policies)].map(({ policy }) => policy);
  const limit = limitOf(one, all, (declared) => environmentOf(declared, choose));
  const boundary = limit === undefined ? undefined : boundaryIn(links.managed(limit), template, choose);
  const trust = policies.find(({ type }) => type === 'trust');
  return {
    ref: one.ref,
    location: document.locate(one.path, 'name'),
    kind,
    file: document.file,
    ...(trust && { trust }),
    policies: policies.filter(({ type }) => type === 'identity'),
    ...(boundary && { boundary }),
    isBoundaryUnknown: limit !== undefined && !boundary,
    attached: elsewhere(attachments, links),
  };
}

/** The ARN of the boundary; a function may have that of all functions. */
function limitOf(
  one: Declared,
  all: readonly Declared[],
  environmentOf: (declared: Declared) => Environment,
): string | undefined {
  const { ref, properties } = one;
  const written = isObject(properties) ? own(properties, boundaryProperty) : undefined;
  // A permission set has the name or the ARN below it.
  if (ref.type === 'AWS::SSO::PermissionSet') return written === undefined ? undefined : '';
  const globals = written === undefined && ref.type === 'AWS::Serverless::Function' ? all.find(isGlobals) : undefined;
  const owner = globals ?? one;
  return textsAt(owner, boundaryProperty, environmentOf(owner)).map(withKnownPartition)[0];
}

function isGlobals({ ref, path }: Declared): boolean {
  return ref.name === 'Globals' && path.at(-2) === 'Globals';
}

function boundaryIn(declared: Declared | undefined, { read }: Template, choose: Choose): Policy | undefined {
  return declared && read(declared, choose).policies[0]?.policy;
}

function elsewhere(attachments: readonly Attachment[], links: Links): readonly string[] {
  return attachments.map(({ policyArn }) => policyArn).filter((arn) => links.managed(arn) === undefined);
}

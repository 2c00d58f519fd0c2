/**
 * The Serverless Framework: statements of the provider's role, of functions, and the CloudFormation resources beside them.
 * https://www.serverless.com/framework/docs/providers/aws/guide/iam
 */
import type { ResourceRef } from '../../finding.ts';
import type { PolicyType } from '../../policy/model.ts';
import type { Path } from '../../policy/place.ts';
import { isUnknownText, showUnknownParts } from '../../policy/unknown.ts';
import type { Attachment } from '../../rule.ts';
import { mergeFound, readCandidate, type DetectOptions, type FoundPolicies } from '../detect.ts';
import type { JsonDocument } from '../json.ts';
import { fillServerlessFile as textOf } from '../placeholders.ts';
import { isObject, own } from '../policy-type.ts';
import { withKnownPartition } from '../template/attachments.ts';
import { resolveValue, type Environment } from '../template/resolve.ts';
import { newOrigins } from '../template/resolved.ts';
import { addResource, candidateOf, newCollected, readResources, type Collected } from '../template/template.ts';
import { exploreWorlds, type Choose } from '../template/worlds.ts';

type Members = Readonly<Record<string, unknown>>;

/** The policies of a `serverless.yml`; undefined for another document. */
export function readServerless(document: JsonDocument, options: DetectOptions): FoundPolicies | undefined {
  const { value } = document;
  if (document.syntaxError || !isObject(value) || !isServerless(value)) return undefined;
  const found = newCollected();
  found.unread.push(...unreadParts(document, value));
  for (const statements of findStatements(value)) {
    const { results } = exploreWorlds((choose) => readStatements(document, value, statements, choose, options));
    addResource(found, results);
  }
  found.attachments.push(...readAttachments(document, value));
  const templates = templatesOf(value).map(({ template, path }) =>
    readResources(document, template, path, options, textOf),
  );
  return mergeFound([found, ...templates]);
}

function readStatements(
  document: JsonDocument,
  value: Members,
  { path, type, resourceType, ref }: Statements,
  choose: Choose,
  options: DetectOptions,
): Collected {
  const found = newCollected();
  const statements = valueAt(value, path);
  const origins = newOrigins();
  const resolved = statements === undefined ? undefined : resolveValue(statements, path, { ...emptyEnvironment, choose, origins, textOf }); // prettier-ignore
  if (resolved === undefined) return found;
  const given = (Array.isArray(resolved.value) ? (resolved.value as unknown[]) : [resolved.value]).filter(isUnknown);
  for (const text of new Set(given)) {
    const message = `${ref.name}: statements are given by ${showUnknownParts(text)}, which only deployment knows.`;
    found.unread.push({ message, location: document.locate(resolved.path) });
  }
  // No statement is no mistake: the framework adds its own for the function's log.
  if (isEmpty(resolved.value) || isUnknown(resolved.value)) return found;
  const policy = { Version: '2012-10-17', Statement: resolved.value };
  origins.note(policy, new Map([['Statement', resolved.path]]));
  const about = { type, resourceType, resource: ref, sure: true };
  const candidate = candidateOf({ value: policy, path }, { origins }, about);
  if (typeof candidate !== 'string') readCandidate(document, candidate, options, found);
  return found;
}

/** Managed policies of the provider's role. */
function readAttachments(document: JsonDocument, value: Members): Attachment[] {
  const ref = { type: 'AWS::IAM::Role', name: 'provider' };
  const paths = [['provider', 'iam', 'role', 'managedPolicies'], ['provider', 'iamManagedPolicies']]; // prettier-ignore
  return paths.flatMap((path) => {
    const list = valueAt(value, path);
    return (Array.isArray(list) ? (list as unknown[]) : []).flatMap((_, index): Attachment[] => {
      const at = [...path, index];
      const env = { ...emptyEnvironment, choose: () => true, origins: newOrigins(), textOf };
      const arn = resolveValue((list as unknown[])[index], at, env)?.value;
      return typeof arn === 'string' ? [{ policyArn: withKnownPartition(arn), ref, location: document.locate(at) }] : []; // prettier-ignore
    });
  });
}

function isUnknown(value: unknown): value is string {
  return typeof value === 'string' && isUnknownText(value);
}

function isEmpty(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

/** Variables that stand for a part of the file that may hold policies. */
function unreadParts(document: JsonDocument, value: Members): FoundPolicies['unread'] {
  return partsAround(value).flatMap(([part, path]) => {
    const text = typeof part === 'string' ? textOf(part) : undefined;
    if (text === undefined || !isUnknownText(text)) return [];
    const message = `${path.join('.')}: given by ${showUnknownParts(text)}; policies in it are not judged.`;
    return [{ message, location: document.locate(path) }];
  });
}

const partPaths = [
  'provider',
  'provider/iamManagedPolicies',
  'provider/iam',
  'provider/iam/role',
  'provider/iam/role/managedPolicies',
  'provider/apiGateway',
  'functions',
  'resources',
];

/** Whatever stands around statements and templates; functions and resources may be lists of such parts. */
function partsAround(value: Members): readonly Part[] {
  const fixed = partPaths.map((path): Part => [valueAt(value, path.split('/')), path.split('/')]);
  const inner = ['functions', 'resources'].flatMap((name) => partsOf(own(value, name), [name]));
  return [...fixed, ...inner];
}

type Part = readonly [value: unknown, path: Path];

/** The items of a list, the members of an object. */
function partsOf(value: unknown, path: Path): readonly Part[] {
  if (Array.isArray(value)) return value.map((one: unknown, index): Part => [one, [...path, index]]);
  return isObject(value) ? Object.entries(value).map(([name, one]): Part => [one, [...path, name]]) : [];
}

const emptyEnvironment: Omit<Environment, 'choose' | 'origins'> = {
  resources: {},
  mappings: {},
  mappingsPath: [],
  loops: new Map(),
  around: new Map(),
};

/** A provider that stands in another file may be AWS. */
function isServerless(value: Members): boolean {
  const provider = own(value, 'provider');
  const name = isObject(provider) ? own(provider, 'name') : provider;
  return Object.hasOwn(value, 'service') && typeof name === 'string' && (name === 'aws' || isUnknownText(textOf(name)));
}

interface Statements {
  readonly path: Path;
  readonly type: PolicyType;
  readonly resourceType?: string;
  readonly ref: ResourceRef;
}

function findStatements(value: Members): Statements[] {
  const role = { type: 'AWS::IAM::Role', name: 'provider' };
  const api = { type: 'AWS::ApiGateway::RestApi', name: 'provider' };
  const resource = { type: 'resource', resourceType: api.type, ref: api } as const;
  return [
    { path: ['provider', 'iam', 'role', 'statements'], type: 'identity', ref: role },
    { path: ['provider', 'iamRoleStatements'], type: 'identity', ref: role },
    { path: ['provider', 'apiGateway', 'resourcePolicy'], ...resource },
    { path: ['provider', 'resourcePolicy'], ...resource },
    ...functionsOf(value).map(({ name, path }): Statements => ({
      path: [...path, 'iamRoleStatements'],
      type: 'identity',
      ref: { type: 'AWS::Lambda::Function', name },
    })),
  ];
}

/** `functions` is an object of functions, or a list of such objects. */
function functionsOf(value: Members): { readonly name: string; readonly path: Path }[] {
  return listed(value, 'functions').flatMap(([one, path]) =>
    isObject(one) ? Object.keys(one).map((name) => ({ name, path: [...path, name] })) : [],
  );
}

/** `resources` is a template, or a list of templates. */
function templatesOf(value: Members): { readonly template: Members; readonly path: Path }[] {
  return listed(value, 'resources').flatMap(([template, path]) => (isObject(template) ? [{ template, path }] : []));
}

/** A member that is one thing or a list of them. */
function listed(value: Members, name: string): readonly Part[] {
  const member = own(value, name);
  return Array.isArray(member) ? partsOf(member, [name]) : [[member, [name]]];
}

function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const step of path) {
    if (typeof step === 'number') value = Array.isArray(value) ? (value as unknown[])[step] : undefined;
    else value = isObject(value) ? own(value, step) : undefined;
  }
  return value;
}

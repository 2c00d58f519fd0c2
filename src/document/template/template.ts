/**
 * CloudFormation and SAM templates, JSON or YAML. Which property of which type holds a policy is said in
 * data/template-policies.json; a policy in a property that the table does not know is still found by its looks.
 */
import table from '../../data/template-policies.json' with { type: 'json' };
import type { PolicyType } from '../../policy/model.ts';
import type { Path } from '../../policy/place.ts';
import type { DetectOptions, Found, FoundPolicies } from '../detect.ts';
import type { Attachment } from '../../rule.ts';
import { literalDuplicates, mergeFound, plainCandidates, readCandidate } from '../detect.ts';
import type { Candidate } from '../extract/candidate.ts';
import type { JsonDocument } from '../json.ts';
import { fillTemplate, type Fill } from '../placeholders.ts';
import { isObject, own } from '../policy-type.ts';
import { findAttachments } from './attachments.ts';
import { findByLooks } from './by-looks.ts';
import { findHolders } from './holders.ts';
import { declare, isTemplate, membersOrNone, resourcesOf, suppressionsOf } from './declared.ts';
import { linkPolicies, type Declared, type EnvironmentOf } from './links.ts';
import { isUnknownText, showUnknownParts } from '../../policy/unknown.ts';
import { resolveValue, type Environment } from './resolve.ts';
import { memberOf, newOrigins, type Origins, type Sited } from './resolved.ts';
import { samPolicies } from './sam.ts';
import { findSites } from './sites.ts';
import { exploreWorlds, onceInEachWorld, type Choose } from './worlds.ts';

type Members = Readonly<Record<string, unknown>>;

/** A property that holds a policy. */
export interface PolicyProperty {
  readonly steps: readonly string[];
  readonly policyType: string;
  readonly resourceType: string | undefined;
}

/** By resource type. */
export const policyProperties: ReadonlyMap<string, readonly PolicyProperty[]> = new Map(
  Object.entries(table.types).map(([type, properties]) => [
    type,
    properties.map(([property = '', policyType = '', resourceType]) => ({
      steps: property.split('/'),
      policyType,
      resourceType,
    })),
  ]),
);

/** The policies of a template; undefined for another document. */
export function readTemplate(document: JsonDocument, options: DetectOptions): FoundPolicies | undefined {
  const { syntaxError, value } = document;
  if (syntaxError) return undefined;
  if (Array.isArray(value) && value.some(isTemplate)) return readStream(document, value, options);
  return isTemplate(value) ? readResources(document, value, [], options) : undefined;
}

/** Several documents in one file, of which some are templates. */
function readStream(document: JsonDocument, values: readonly unknown[], options: DetectOptions): FoundPolicies {
  const found = newCollected();
  for (const candidate of plainCandidates(document, values)) {
    if (!isTemplate(values[Number(candidate.path[0])])) readCandidate(document, candidate, options, found);
  }
  const templates = values.flatMap((value, index) =>
    isTemplate(value) ? [readResources(document, value, [index], options)] : [],
  );
  return mergeFound([{ ...found, duplicates: literalDuplicates(document, found.policies) }, ...templates]);
}

/** The policies of the template that stands at a path of a document. */
export function readResources(
  document: JsonDocument,
  template: Members,
  base: Path,
  options: DetectOptions,
  textOf: Fill = fillTemplate,
): FoundPolicies {
  const found = newCollected();
  const resources = resourcesOf(template);
  const mappings = membersOrNone(own(template, 'Mappings'));
  const all = declare(template, base);
  const environmentOf: EnvironmentOf = ({ loops }, choose) => ({ resources, mappings, mappingsPath: [...base, 'Mappings'], choose, origins: newOrigins(), loops, around: new Map(), textOf }); // prettier-ignore
  const links = linkPolicies(all, environmentOf);
  const read = onceInEachWorld((one: Declared, choose: Choose) =>
    readResource(document, one, environmentOf(one, choose), options, links.limits.has(one) ? 'boundary' : undefined),
  );
  for (const one of all) {
    const explored = exploreWorlds((choose) => read(one, choose));
    addResource(found, explored.results);
    if (!explored.isComplete) {
      const message = `${one.ref.name}: more combinations of conditions than are tried; some branches were not judged.`;
      found.unread.push({ message, location: document.locate(one.path) });
    }
  }
  found.duplicates.push(...literalDuplicates(document, found.policies));
  const isAsFound = options.policyType === undefined && options.resourceType === undefined;
  const holders = isAsFound ? findHolders({ document, all, links, environmentOf, read }) : [];
  return { ...found, holders, suppressions: suppressionsOf(document, template, base) };
}

/** `Found`, with what is attached. */
export interface Collected extends Found {
  readonly attachments: Attachment[];
}

/** Nothing yet. */
export function newCollected(): Collected {
  return { policies: [], syntaxErrors: [], duplicates: [], unread: [], attachments: [] };
}

function readResource(
  document: JsonDocument,
  { ref, properties, propertiesPath: path }: Declared,
  env: Environment,
  options: DetectOptions,
  /** What it is by the references to it. */
  kind: PolicyType | undefined,
): Collected {
  const found = newCollected();
  const resolved = resolveValue(relevantPart(ref.type, properties), path, env);
  if (resolved === undefined) return found;
  const read = (site: Sited, type: PolicyType | undefined, resourceType: string | undefined, sure = true): void => {
    const inline = `${document.file ?? ''}#${site.path.slice(path.length).join('/')}`;
    const candidate = candidateOf(site, env, { type, resourceType, resource: ref, inline, sure });
    if (typeof candidate !== 'string') readCandidate(document, candidate, options, found);
    else found.unread.push({ message: `${ref.name}: ${candidate}`, location: document.locate(site.path) });
  };
  const known = policyProperties.get(ref.type);
  if (known?.length === 0) {
    const message = `${ref.name}: policies of ${ref.type} are written in another language than IAM's and not judged.`;
    found.unread.push({ message, location: document.locate(path) });
  }
  const inner = nestedTemplate(ref.type, resolved, env.origins);
  if (inner) found.unread.push({ message: `${ref.name}: the template in TemplateBody is not judged.`, location: document.locate(inner.path) }); // prettier-ignore
  for (const property of known ?? []) {
    const sites = findSites(resolved, property.steps, env.origins);
    if (property.policyType === 'sam') {
      for (const site of sites) samPolicies(site, env.origins, (one) => { read(one, 'identity', undefined); }, (message, at) => found.unread.push({ message: `${ref.name}: ${message}`, location: document.locate(at) })); // prettier-ignore
    } else if (property.policyType === 'organization') {
      const type = organizationType(resolved.value);
      if (type !== undefined) for (const site of sites) read(site, type, undefined);
    } else {
      for (const site of sites)
        read(asPolicy(site, property, env), kind ?? (property.policyType as PolicyType), property.resourceType);
    }
  }
  if (known === undefined)
    for (const site of findByLooks(resolved, env.origins)) read(site, undefined, undefined, false);
  for (const { arn, path: at } of findAttachments(ref.type, resolved, env.origins)) {
    found.attachments.push({ policyArn: arn, ref, location: document.locate(at) });
  }
  return found;
}

/** The text of another template, when it may hold policies. Texts of nested templates are not read. */
function nestedTemplate(type: string, resolved: Sited, origins: Origins): Sited | undefined {
  const body = type === 'AWS::CloudFormation::StackSet' ? memberOf(resolved, 'TemplateBody', origins) : undefined;
  if (typeof body?.value !== 'string') return undefined;
  return isUnknownText(body.value) || /AWS::IAM::|Statement|Policy/.test(body.value) ? body : undefined;
}

/** Only what may hold policies is worked out: templates are large, and most of them is something else. */
function relevantPart(type: string, properties: unknown): unknown {
  const known = policyProperties.get(type);
  if (known === undefined || !isObject(properties) || Object.keys(properties).some((name) => name.startsWith('Fn::'))) {
    return properties;
  }
  const attachment = Object.entries(table.attachments).find(([one]) => one === type)?.[1];
  const wanted = new Set([...known.map(({ steps }) => steps[0]), attachment, 'Type']);
  return Object.fromEntries(Object.entries(properties).filter(([name]) => wanted.has(name)));
}

function organizationType(properties: unknown): PolicyType | undefined {
  const type = isObject(properties) ? own(properties, 'Type') : undefined;
  if (type === 'SERVICE_CONTROL_POLICY') return 'scp';
  return type === 'RESOURCE_CONTROL_POLICY' ? 'rcp' : undefined;
}

/** A property of statements without the policy around them becomes one. */
function asPolicy(site: Sited, { steps }: PolicyProperty, env: Environment): Sited {
  if (!/Statements?$/.test(steps.at(-1) ?? '') || typeof site.value === 'string') return site;
  const value = { Version: '2012-10-17', Statement: site.value };
  env.origins.note(value, new Map([['Statement', site.path]]));
  return { value, path: site.path };
}

/** What to read, or why it cannot be. */
export function candidateOf(
  site: Sited,
  { origins }: Pick<Environment, 'origins'>,
  about: Pick<Candidate, 'type' | 'resourceType' | 'resource' | 'inline' | 'sure'>,
): Candidate | string {
  const { value, path } = site;
  if (typeof value === 'string' && isUnknownText(value)) {
    return `the policy is given by ${showUnknownParts(value)}, which only deployment knows.`;
  }
  if (typeof value === 'string' && !value.includes('{') && about.sure && /^(?:file|https?|s3):/.test(value)) {
    return 'the policy stands in another file.';
  }
  return { ...about, path, value, origin: (inner) => origins.find(site, inner) };
}

/** What the worlds of one resource found, each thing once. */
export function addResource(found: Collected, worlds: readonly Collected[]): void {
  const all = newCollected();
  for (const one of worlds) merge(all, one);
  found.policies.push(...all.policies);
  found.syntaxErrors.push(...all.syntaxErrors);
  found.duplicates.push(...all.duplicates);
  found.unread.push(...all.unread);
  found.attachments.push(...all.attachments);
}

function merge(into: Collected, one: Collected): void {
  const known = new Set(into.policies.map(({ policy }) => policy.source.pointer));
  for (const { policy } of one.policies) {
    into.policies.push(known.has(policy.source.pointer) ? { policy, isAlternative: true } : { policy });
  }
  pushNew(into.syntaxErrors, one.syntaxErrors);
  pushNew(into.duplicates, one.duplicates);
  pushNew(into.unread, one.unread);
  pushNew(into.attachments, one.attachments);
}

/** What each world finds again is said once. */
function pushNew<T>(into: T[], more: readonly T[]): void {
  const known = new Set(into.map((one) => JSON.stringify(one)));
  for (const one of more) if (!known.has(JSON.stringify(one))) into.push(one);
}

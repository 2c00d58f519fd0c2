/** Which resources an action can meet, as far as the catalogue knows. */
import type { ActionInfo, Catalog } from '../catalog/catalog.ts';
import { splitArn, type Arn } from '../policy/arn.ts';
import type { ResourcePattern, Statement } from '../policy/model.ts';
import { compilePattern, hasWildcard, intersects, isStarText, matches } from '../policy/pattern.ts';
import { rememberLatest, rememberTexts } from '../policy/remember.ts';
import { arnFaults } from './arn-faults.ts';

/** The parts of an ARN format by which an action meets a resource; the others have rules of their own. */
export interface Target {
  readonly arn: string;
  readonly service: string;
  readonly resource: string;
  /** Bucket names have no slash, so an ARN with one is never that of a bucket. */
  readonly isBucket: boolean;
}

export interface ActionResources {
  /** The actions that a pattern stands for; empty for one that stands for those of several services. */
  actions(text: string): readonly ActionInfo[];
  /** The ARNs an action can meet; empty when it can be granted on `*` only. */
  targets(action: ActionInfo): readonly Target[];
}

/** Answers for the patterns of many policies, shared by the rules of a run. */
export const actionResources = rememberLatest(readCatalog);

function readCatalog(catalog: Catalog): ActionResources {
  const actionsOf = new Map<string, readonly ActionInfo[]>();
  const targetsOf = new Map<ActionInfo, readonly Target[]>();
  return {
    actions: rememberTexts((text) => {
      const key = text.toLowerCase();
      let actions = actionsOf.get(key);
      if (!actions) actionsOf.set(key, (actions = readActions(catalog, key)));
      return actions;
    }),
    targets: (action) => {
      let targets = targetsOf.get(action);
      if (!targets) targetsOf.set(action, (targets = readTargets(catalog, action)));
      return targets;
    },
  };
}

function readActions(catalog: Catalog, text: string): readonly ActionInfo[] {
  const action = catalog.action(text);
  if (action) return [action];
  const [, prefix, name] = /^([a-z0-9-]+):(.*)$/s.exec(text) ?? [];
  if (prefix === undefined || name === undefined || !hasWildcard(name)) return [];
  // The catalogue's names are in lower case here, as the text is.
  const pattern = compilePattern(name);
  const actions = catalog.service(prefix)?.actions ?? new Map<string, ActionInfo>();
  return [...actions].filter(([known]) => matches(pattern, known)).map(([, action]) => action);
}

function readTargets(catalog: Catalog, { service, resourceTypes }: ActionInfo): readonly Target[] {
  const types = catalog.service(service)?.resourceTypes;
  const targets: Target[] = [];
  for (const { name } of resourceTypes) targets.push(...targetsOfType(types?.get(name)?.arn ?? ''));
  const others = otherFormats.get(service);
  return targets.length > 0 && others !== undefined ? [...targets, ...targetsOfType(others)] : targets;
}

/**
 * Formats that the reference does not list with the actions: templates with a macro need it beside the stack.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/control-access-with-iam.html
 */
const otherFormats: ReadonlyMap<string, string> = new Map([
  ['cloudformation', 'arn:${Partition}:cloudformation:${Region}:aws:transform/${Name}'],
]);

/** Actions share their types of resources. Some types list two formats in one text. */
const targetsOfType = rememberTexts((formats): readonly Target[] =>
  formats.split(/,\s*/).flatMap((format) => targetOf(format.replace('${Partition}', 'aws')) ?? []),
);

function targetOf(arn: string): Target | undefined {
  const parts = splitArn(arn);
  if (!parts) return undefined;
  const isBucket = parts.service === 's3' && /^\$\{[^{}]*\}$/.test(parts.resource);
  return { arn, service: withoutVariables(parts.service), resource: leniently(parts), isBucket };
}

/** Services know more forms than they document, so only the type word counts; of an S3 object the slash too. */
function leniently({ service, resource }: Arn): string {
  if (service === 's3') return withoutVariables(resource);
  return `${/^[^/:$*]*/.exec(resource)?.[0] ?? ''}*`;
}

function withoutVariables(text: string): string {
  return text.includes('$') ? text.replace(/\$\{[^{}]*\}/g, '*') : text;
}

/** A resource pattern as far as it can be compared with targets. */
export type Reach = (target: Target) => boolean;

const damaging = ['noPrefix', 'prefixCase', 'fields', 'service', 'serviceCase', 'resource'] as const;

/**
 * What each resource of a statement reaches; undefined when one is `*`, or is so wrong that another rule reports it, or
 * when there is none.
 */
export function reaches(catalog: Catalog, { resource, isDamaged }: Statement): readonly Reach[] | undefined {
  if (!resource || resource.values.length === 0 || isDamaged) return undefined;
  const found: Reach[] = [];
  for (const value of resource.values) {
    const reach = reachOf(catalog, value);
    if (!reach) return undefined;
    found.push(reach);
  }
  return found;
}

function reachOf(catalog: Catalog, resource: ResourcePattern): Reach | undefined {
  if (isStarText(resource.text) || arnFaults(catalog, resource, ...damaging).length > 0) return undefined;
  return reachOfText(resource.text);
}

const reachOfText = rememberTexts((text): Reach | undefined => {
  const arn = splitArn(text);
  if (!arn) return undefined;
  const service = compilePattern(arn.service, { variables: true });
  const rest = compilePattern(arn.resource, { variables: true });
  const hasSlash = rest.tokens.includes(slash);
  const known = new Map<Target, boolean>();
  return (target) => {
    let answer = known.get(target);
    if (answer === undefined) {
      answer =
        (target.service === arn.service || intersects(compilePattern(target.service), service)) &&
        !(target.isBucket && hasSlash) &&
        intersects(compilePattern(target.resource), rest);
      if (known.size < mostTargets) known.set(target, answer);
    }
    return answer;
  };
});

/** More than the resource types of the actions that people write beside one resource. */
const mostTargets = 50;

const slash = 47;

/**
 * Whether the reference may have left a pair out, as it does now and then: the statement names the action's whole
 * service, or what the action's name speaks of (`CreateGroup` on `...:group/x`). That is in doubt rather than wrong.
 */
export function isInDoubt({ service, name }: ActionInfo, { resource }: Statement): boolean {
  const subject = name.toLowerCase();
  return (resource?.values ?? []).some(({ text }) => {
    const arn = splitArn(text);
    return (
      arn?.service === service && (/^[*?]/.test(arn.resource) || typeWords(arn).some((word) => subject.endsWith(word)))
    );
  });
}

/** Words of the resource part before its name: `regional/webacl/*` gives `regional` and `webacl`. Short ones say nothing. */
function typeWords({ resource }: Arn): string[] {
  const words = resource.toLowerCase().split(/[/:]/).slice(0, -1);
  return words.map((word) => word.replace(/[^a-z]/g, '').replace(/s$/, '')).filter((word) => word.length >= 4);
}

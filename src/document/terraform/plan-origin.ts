/** Where a value of a plan that is known only after apply comes from: the plan's changes and the configuration in it. */
import type { Path } from '../../policy/place.ts';
import { isObject, own } from '../policy-type.ts';

type Members = Readonly<Record<string, unknown>>;

/** A resource, by what the configuration calls it. */
export interface Addressed {
  readonly address: string;
  /** Address of its module; '' for the root. */
  readonly module: string;
  readonly type: string;
  readonly name: string;
  /** Key or number among its copies. */
  readonly index: unknown;
}

/** An `aws_iam_policy_document` that is read during apply, with what is known of it. */
export interface PlannedDocument {
  readonly address: string;
  readonly after: Members;
  readonly unknown: unknown;
  /** Of `after`. */
  readonly path: Path;
}

export interface Origins {
  /** Whether an attribute is known only after apply. */
  readonly isUnknown: (address: string, attribute: string) => boolean;
  /** What the configuration refers to in an attribute, also by the items it stands for. */
  readonly referencesOf: (resource: Addressed, attribute: string) => readonly string[];
  /** What of a resource is known only after apply: true, or an object of such. */
  readonly unknownOf: (address: string) => unknown;
  /** The document whose JSON an attribute is; `unwritten` when the configuration does not set it; undefined: not known. */
  readonly originOf: (resource: Addressed, attribute: readonly string[]) => PlannedDocument | 'unwritten' | undefined;
}

/** Indexes a plan once. */
export function makeOrigins(plan: Members): Origins {
  const unknowns = new Map<string, unknown>();
  const documents = new Map<string, (PlannedDocument & { readonly index: unknown })[]>();
  const changes = own(plan, 'resource_changes');
  for (const [at, value] of (Array.isArray(changes) ? (changes as unknown[]) : []).entries()) {
    if (!isObject(value)) continue;
    const change = own(value, 'change');
    const address = own(value, 'address');
    if (!isObject(change) || typeof address !== 'string') continue;
    const unknown = own(change, 'after_unknown');
    unknowns.set(address, unknown);
    const after = own(change, 'after');
    if (own(value, 'type') !== 'aws_iam_policy_document' || own(value, 'mode') !== 'data' || !isObject(after)) continue;
    const key = keyOf(own(value, 'module_address'), own(value, 'name'));
    const document = {
      address,
      after,
      unknown,
      path: ['resource_changes', at, 'change', 'after'],
      index: own(value, 'index'),
    };
    documents.set(key, [...(documents.get(key) ?? []), document]);
  }
  const references = new Map<string, readonly string[]>();
  return {
    unknownOf: (address) => unknowns.get(address),
    isUnknown(address, attribute) {
      const unknown = unknowns.get(address);
      if (!isObject(unknown)) return unknown === true;
      const inner = own(unknown, attribute);
      return inner === true || (Array.isArray(inner) && inner.includes(true));
    },
    referencesOf(resource, attribute) {
      const { module, type, name } = resource;
      const key = JSON.stringify([module, type, name, attribute]);
      let known = references.get(key);
      if (!known) references.set(key, (known = allReferences(own(plan, 'configuration'), resource, attribute)));
      return known;
    },
    originOf(resource, attribute) {
      const config = own(plan, 'configuration');
      if (!isObject(config)) return undefined;
      const written = expressionOf(config, resource, attribute);
      if (written === undefined || written === 'unwritten') return written;
      const source = documentIn(config, resource.module, written);
      if (source === undefined) return undefined;
      const copies = documents.get(keyOf(source.module, source.name)) ?? [];
      return copies.length === 1 ? copies[0] : copies.find(({ index }) => index === (source.index ?? resource.index));
    },
  };
}

function keyOf(module: unknown, name: unknown): string {
  return JSON.stringify([module ?? '', name]);
}

function allReferences(config: unknown, resource: Addressed, attribute: string): readonly string[] {
  if (!isObject(config)) return [];
  const written = expressionOf(config, resource, [attribute]);
  if (written === undefined || written === 'unwritten') return [];
  if (!written.every((one) => one.startsWith('each.'))) return written;
  return referencesIn(own(resourceIn(config, resource) ?? {}, 'for_each_expression'));
}

/** The references of the attribute's expression; undefined when the configuration does not tell. */
function expressionOf(
  config: Members,
  addressed: Addressed,
  [first = '', second]: readonly string[],
): readonly string[] | 'unwritten' | undefined {
  const resource = resourceIn(config, addressed);
  const expressions = resource && own(resource, 'expressions');
  if (!isObject(expressions)) return undefined;
  const expression = own(expressions, first);
  if (expression === undefined) return 'unwritten';
  // Blocks are a list of expressions by name; which of them is meant is not looked into.
  const inner = second === undefined || !Array.isArray(expression) ? expression : (expression as unknown[])[0];
  return referencesIn(second !== undefined && isObject(inner) ? own(inner, second) : inner);
}

function resourceIn(config: Members, { module, type, name }: Addressed): Members | undefined {
  const resources = own(moduleAt(config, callsIn(module)) ?? {}, 'resources');
  return (Array.isArray(resources) ? (resources as unknown[]) : [])
    .filter(isObject)
    .find((one) => own(one, 'type') === type && own(one, 'name') === name && own(one, 'mode') !== 'data');
}

function referencesIn(expression: unknown): readonly string[] {
  const references = isObject(expression) ? own(expression, 'references') : undefined;
  return Array.isArray(references) ? references.filter((one) => typeof one === 'string') : [];
}

interface DocumentName {
  readonly module: string;
  readonly name: string;
  readonly index: unknown;
}

const documentReference = /^data\.aws_iam_policy_document\.([\w-]+)(?:\[(?:(\d+)|"([^"]*)")\])?(?:\.|$)/;
const maxHandovers = 20;

/** The one document the references name, through variables that the calling modules set. */
function documentIn(config: Members, from: string, references: readonly string[]): DocumentName | undefined {
  let module = from;
  let names = references;
  for (let step = 0; step < maxHandovers; step++) {
    const matches = names.map((one) => documentReference.exec(one)).filter((match) => match !== null);
    const found = new Set(matches.map((match) => match[1]));
    if (found.size > 1) return undefined;
    const [match] = matches;
    if (match?.[1] !== undefined) {
      return { module, name: match[1], index: match[2] === undefined ? match[3] : Number(match[2]) };
    }
    const variable = names.length === 1 ? /^var\.([\w-]+)$/.exec(names[0] ?? '')?.[1] : undefined;
    const calls = callsIn(module);
    const last = calls.at(-1);
    if (variable === undefined || last === undefined) return undefined;
    module = module.slice(0, Math.max(0, last.start - 1));
    const callers = own(moduleAt(config, calls.slice(0, -1)) ?? {}, 'module_calls');
    const call = isObject(callers) ? own(callers, last.name) : undefined;
    const given = isObject(call) ? own(call, 'expressions') : undefined;
    names = referencesIn(isObject(given) ? own(given, variable) : undefined);
  }
  return undefined;
}

interface ModuleCall {
  readonly name: string;
  /** Where it begins in the address. */
  readonly start: number;
}

/** The calls in a module's address: of `module.a["x"].module.b` these are a and b. */
function callsIn(address: string): ModuleCall[] {
  const call = /(?:^|\.)module\.([\w-]+)(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?/y;
  const calls: ModuleCall[] = [];
  for (let match = call.exec(address); match !== null; match = call.exec(address)) {
    calls.push({ name: match[1] ?? '', start: match.index + (match[0].startsWith('.') ? 1 : 0) });
  }
  return calls;
}

function moduleAt(config: Members, calls: readonly ModuleCall[]): Members | undefined {
  let module = own(config, 'root_module');
  for (const { name } of calls) {
    const all = isObject(module) ? own(module, 'module_calls') : undefined;
    const call = isObject(all) ? own(all, name) : undefined;
    module = isObject(call) ? own(call, 'module') : undefined;
  }
  return isObject(module) ? module : undefined;
}

/**
 * Policies in a plan or a state as `terraform show -json` prints it.
 * https://developer.hashicorp.com/terraform/internals/json-format
 */
import type { Policy } from '../../policy/model.ts';
import { pointerOf, type Path } from '../../policy/place.ts';
import type { DetectOptions } from '../detect.ts';
import type { JsonDocument } from '../json.ts';
import { isObject, own } from '../policy-type.ts';
import type { Dialect } from '../readers.ts';
import { attachmentAttributes, attributesOf, typeOfAttribute, type PolicyAttribute } from './attributes.ts';
import { addEmbedded } from './embedded.ts';
import { addAttachment, addDocument, newFound, sayUnread, type Found, type Holder } from './found.ts';
import { findPlannedHolders, type PlannedResource } from './plan-holders.ts';
import { makeOrigins, type Origins } from './plan-origin.ts';
import { buildPlanned } from './plan-document.ts';
import { hasStatements } from './policy-document.ts';

type Members = Readonly<Record<string, unknown>>;

/** A resource of the plan with the values it will have. */
interface Planned extends PlannedResource {
  /** Of `values`. */
  readonly path: Path;
}

const majorVersion = /^(\d+)\./;

/** The policies of a plan or state; undefined for another document. */
export const readPlan: Dialect = (document, options) => {
  const plan = document.value;
  if (!isObject(plan) || !isPlan(plan)) return undefined;
  // A plan holds every value in plain text, and usually on one line.
  const found = { ...newFound(), hidesLines: true };
  const version = String(own(plan, 'format_version'));
  const major = Number(majorVersion.exec(version)?.[1] ?? Number.NaN);
  if (!(major <= 1)) {
    const message = `The plan is not judged: its format version is ${version.slice(0, 20)}, and versions up to 1 are known.`;
    found.unread.push({ message, location: document.locate(['format_version']) });
    return found;
  }
  const origins = makeOrigins(plan);
  const resources = resourcesOf(plan);
  const read = new Map<string, Policy[]>();
  for (const resource of resources) {
    readAttachments(document, resource, found);
    for (const attribute of attributesOf(resource.type)) {
      const before = found.policies.length;
      readAttribute(document, resource, attribute, origins, options, found);
      const policies = found.policies.slice(before).map(({ policy }) => policy);
      if (policies.length > 0) read.set(`${resource.address} ${attribute.path[0] ?? ''}`, policies);
    }
  }
  if (options.policyType !== undefined || options.resourceType !== undefined) return found;
  const holders = findPlannedHolders({
    resources,
    origins,
    file: document.file,
    locate: ({ path }) => document.locate(path.slice(0, -1)),
    policiesIn: ({ address }, attribute) => read.get(`${address} ${attribute}`) ?? [],
  });
  return { ...found, holders };
};

function isPlan(value: Members): boolean {
  const has = (name: string): boolean => Object.hasOwn(value, name);
  return (
    typeof own(value, 'format_version') === 'string' &&
    has('terraform_version') &&
    (has('planned_values') || has('resource_changes') || has('values'))
  );
}

/** Every managed resource: of the planned values, else of the changes, else of the state. */
function resourcesOf(plan: Members): Planned[] {
  for (const name of ['planned_values', 'values']) {
    const values = own(plan, name);
    if (isObject(values)) return resourcesIn(own(values, 'root_module'), [name, 'root_module']);
  }
  return listOf(own(plan, 'resource_changes')).flatMap(({ value, index }) => {
    const change = isObject(value) ? own(value, 'change') : undefined;
    const after = isObject(change) ? own(change, 'after') : undefined;
    return resourceOf(value, after, textOf(value, 'module_address'), ['resource_changes', index, 'change', 'after']);
  });
}

/** Modules nest as deep as somebody calls them, so this does not recurse. */
function resourcesIn(root: unknown, rootPath: Path): Planned[] {
  const found: Planned[] = [];
  const waiting: { module: unknown; path: Path }[] = [{ module: root, path: rootPath }];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { module, path } = next;
    if (!isObject(module)) continue;
    for (const { value, index } of listOf(own(module, 'resources'))) {
      const values = isObject(value) ? own(value, 'values') : undefined;
      found.push(...resourceOf(value, values, textOf(module, 'address'), [...path, 'resources', index, 'values']));
    }
    for (const { value, index } of listOf(own(module, 'child_modules'))) {
      waiting.push({ module: value, path: [...path, 'child_modules', index] });
    }
  }
  return found;
}

function resourceOf(value: unknown, values: unknown, module: string, path: Path): Planned[] {
  if (!isObject(value) || own(value, 'mode') === 'data' || !isObject(values)) return [];
  const [address, type, name] = [textOf(value, 'address'), textOf(value, 'type'), textOf(value, 'name')];
  return [{ address, module, type, name, index: own(value, 'index'), values, path }];
}

function readAttribute(
  document: JsonDocument,
  resource: Planned,
  attribute: PolicyAttribute,
  origins: Origins,
  options: DetectOptions,
  found: Found,
): void {
  const kind = own(resource.values, 'type');
  const unknownAfter = origins.unknownOf(resource.address);
  const isKindUnknown = isObject(unknownAfter) && own(unknownAfter, 'type') === true;
  const type = typeOfAttribute(attribute, typeof kind === 'string' ? kind : isKindUnknown ? null : undefined);
  if (type === undefined && !isKindUnknown) return;
  const holder: Holder = { type, resourceType: attribute.resourceType, address: resource.address };
  for (const spot of spotsOf(resource, attribute.path, unknownAfter)) {
    const path = [...resource.path, ...spot.path];
    const name = attribute.path.join('.');
    if (typeof spot.value === 'string') addEmbedded({ document, path, text: spot.value, holder, name }, options, found);
    else if (spot.isUnknown) readUnknown(document, path, resource, attribute, holder, origins, options, found);
  }
}

function readAttachments(document: JsonDocument, { type, address, values, path }: Planned, found: Found): void {
  const attribute = attachmentAttributes.get(type);
  if (!attribute) return;
  const value = own(values, attribute.name);
  const at = [...path, attribute.name];
  const items = Array.isArray(value)
    ? listOf(value).map((item) => ({ value: item.value, path: [...at, item.index] }))
    : [{ value, path: at }];
  for (const item of items) {
    if (typeof item.value !== 'string') continue;
    addAttachment({ address, holderType: attribute.holderType }, item.value, document.locate(item.path), found);
  }
}

interface AttributeSpot {
  readonly path: Path;
  readonly value: unknown;
  readonly isUnknown: boolean;
}

/** The attribute, in each of the blocks around it. */
function spotsOf({ values }: Planned, names: readonly string[], unknownAfter: unknown): AttributeSpot[] {
  let spots: AttributeSpot[] = [{ path: [], value: values, isUnknown: unknownAfter === true }];
  let unknowns: unknown[] = [unknownAfter];
  for (const [depth, name] of names.entries()) {
    const next = spots.map(({ path, value }, at) => {
      const below = isObject(unknowns[at]) ? own(unknowns[at], name) : unknowns[at];
      return { spot: { path: [...path, name], value: isObject(value) ? own(value, name) : undefined }, below };
    });
    const isLast = depth === names.length - 1;
    const opened = next.flatMap(({ spot, below }) => {
      if (isLast || below === true) return [{ spot, below }];
      return listOf(spot.value).map(({ value, index }) => ({
        spot: { path: [...spot.path, index], value },
        below: Array.isArray(below) ? (below as unknown[])[index] : below,
      }));
    });
    unknowns = opened.map(({ below }) => below);
    spots = opened.map(({ spot, below }) => ({ ...spot, isUnknown: below === true }));
  }
  return spots;
}

/** Known only after apply: the document it comes from may tell all but some values. */
function readUnknown(
  document: JsonDocument,
  path: Path,
  resource: Planned,
  attribute: PolicyAttribute,
  holder: Holder,
  origins: Origins,
  options: DetectOptions,
  found: Found,
): void {
  const origin = origins.originOf(resource, attribute.path);
  // The provider's to decide, not written by anybody.
  if (origin === 'unwritten') return;
  const unread = (reason: string): void => {
    sayUnread(`${attribute.path.join('.')} of ${resource.address}`, reason, document.locate(path), found);
  };
  if (origin === undefined) {
    unread('its value is known only after apply');
    return;
  }
  const { policy, missing } = buildPlanned(origin, document);
  for (const reason of missing) unread(reason);
  if (!hasStatements(policy)) return;
  addDocument(policy, holder, { file: document.file, pointer: pointerOf('', origin.path) }, options, found);
}

function listOf(value: unknown): { readonly value: unknown; readonly index: number }[] {
  return Array.isArray(value) ? value.map((item: unknown, index) => ({ value: item, index })) : [];
}

function textOf(value: unknown, name: string): string {
  const found = isObject(value) ? own(value, name) : undefined;
  return typeof found === 'string' ? found : '';
}

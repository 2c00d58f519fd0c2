/** What the policies and documents of a Terraform module are used for. */
import { attributesOf, typeOfAttribute } from './attributes.ts';
import { expressionOf } from './block.ts';
import { exploreCopies, type Copies } from './copies.ts';
import { evaluate } from './evaluate.ts';
import type { Holder } from './found.ts';
import { writtenIn, type Module, type WrittenAttribute } from './module.ts';
import { mentioned } from './module-holders.ts';
import type { Syntax } from './syntax.ts';
import type { Value } from './value.ts';

/** A module, and what its policies are for. */
export interface ModuleIndex {
  readonly module: Module;
  readonly uses: ReadonlyMap<string, Holder>;
  readonly limits: ReadonlySet<string>;
  /** Locals that policies are made of: they are judged as a part of those. */
  readonly locals: ReadonlySet<string>;
  readonly replaced: ReadonlySet<string>;
}

/** Reads what refers to what. */
export function indexModule(module: Module): ModuleIndex {
  const limits = onlyLimits(module);
  const holders = module.resources.filter(({ type }) => attributesOf(type).length > 0);
  const locals = module.localsIn([...holders, ...module.documents.values()]);
  return { module, uses: findUses(module, limits), limits, locals, replaced: findReplaced(module) };
}

/** Managed policies that limit somebody and are attached to nobody. */
function onlyLimits({ resources }: Module): ReadonlySet<string> {
  const named = (attribute: string): string[] =>
    resources.flatMap((one) => mentioned(one, attribute, 'aws_iam_policy'));
  const limits = new Set(named('permissions_boundary'));
  if (limits.size === 0) return limits;
  for (const attribute of ['policy_arn', 'policy_arns', 'managed_policy_arns']) {
    for (const name of named(attribute)) limits.delete(name);
  }
  return limits;
}

/** What each document is used for first. */
function findUses(module: Module, limits: ReadonlySet<string>): ReadonlyMap<string, Holder> {
  const uses = new Map<string, Holder>();
  for (const resource of module.resources) {
    for (const written of writtenIn(resource)) {
      const holder = holderOf(written, module, limits);
      if (holder === undefined) continue;
      for (const name of module.mentionedIn(written.expression, resource.file)) {
        if (!uses.has(name)) uses.set(name, holder);
      }
    }
  }
  return uses;
}

/** Undefined when the attribute holds no IAM policy. */
export function holderOf(
  { resource, attribute }: WrittenAttribute,
  module: Module,
  limits: ReadonlySet<string>,
): Holder | undefined {
  const expression = expressionOf(resource.block, 'type', resource.file);
  const kind = expression && evaluate(expression, module.scopeOf(resource.file));
  const type = typeOfAttribute(attribute, kind === undefined ? undefined : kind.kind === 'text' ? kind.text : null);
  if (type === undefined && !(kind && kind.kind === 'unknown')) return undefined;
  const isLimit = resource.type === 'aws_iam_policy' && limits.has(resource.name);
  return {
    type: isLimit ? 'boundary' : type,
    resourceType: attribute.resourceType,
    address: `${resource.type}.${resource.name}`,
  };
}

const known = new WeakMap<Syntax, Copies<Value>>();

/** The values of an attribute, in its copies and worlds. */
export function valuesOf({ resource: { block, file }, expression }: WrittenAttribute, module: Module): Copies<Value> {
  let values = known.get(expression);
  if (!values) {
    known.set(expression, (values = exploreCopies(block, file, module, (scope) => evaluate(expression, scope))));
  }
  return values;
}

/** Documents of which policies are made only after something in them is replaced: those policies are judged. */
function findReplaced(module: Module): ReadonlySet<string> {
  const values = module.resources.flatMap((one) => writtenIn(one).flatMap((each) => valuesOf(each, module).results));
  const direct = new Set(values.map((value) => (value.kind === 'text' ? value.document : undefined)));
  const replaced = values.map((value) =>
    value.kind === 'text' || value.kind === 'unknown' ? value.source : undefined,
  );
  return new Set(replaced.filter((name) => name !== undefined && !direct.has(name)) as readonly string[]);
}

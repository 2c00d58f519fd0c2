/** Users, groups and roles of a Terraform module, each with all the policies that the module gives it. */
import type { Policy } from '../../policy/model.ts';
import type { PolicyHolder } from '../../rule.ts';
import { administrators, holderTypes, type HolderType } from './holder-types.ts';
import { expressionOf, scopesOf } from './block.ts';
import { evaluate } from './evaluate.ts';
import { pointerTo, refOf } from './found.ts';
import type { Declared, Module } from './module.ts';
import type { Syntax } from './syntax.ts';
import { asText } from './value.ts';

type Unfiled = Omit<PolicyHolder, 'file'>;

/** `policiesAt`: those that were read at a pointer or below it. */
export function findModuleHolders(module: Module, policiesAt: (pointer: string) => readonly Policy[]): Unfiled[] {
  const byType = new Map<string, Declared[]>();
  for (const one of module.resources) byType.set(one.type, [...(byType.get(one.type) ?? []), one]);
  const reading: Reading = { module, policiesAt, ofType: (type) => byType.get(type) ?? [] };
  return holderTypes.flatMap((type) => reading.ofType(type.resource).map((one) => holderOf(one, type, reading)));
}

interface Reading {
  readonly module: Module;
  readonly policiesAt: (pointer: string) => readonly Policy[];
  readonly ofType: (resource: string) => readonly Declared[];
}

function holderOf(one: Declared, type: HolderType, reading: Reading): Unfiled {
  const { module, ofType } = reading;
  const own = type.inline.flatMap((path) => policiesIn(one, path, reading));
  const inline = ofType(type.policies.resource)
    .filter((policy) => names(policy, type.policies.holder, one))
    .flatMap((policy) => policiesIn(policy, ['policy'], reading));
  const attaching = type.attachments
    .flatMap(({ resource, holder, arns }) => ofType(resource).map((by) => ({ by, holder, arns })))
    .filter(({ by, holder }) => names(by, holder, one));
  const lists = [...attaching.map(({ by, arns }) => [by, arns] as const), [one, 'managed_policy_arns'] as const];
  const managed = lists.flatMap(([by, name]) => mentioned(by, name, 'aws_iam_policy'));
  const policies = [...own, ...inline, ...managedPolicies(new Set(managed), reading)];
  const trust = policiesIn(one, ['assume_role_policy'], reading)[0];
  const limit = expressionOf(one.block, 'permissions_boundary', one.file);
  const [boundary] = managedPolicies(new Set(mentioned(one, 'permissions_boundary', 'aws_iam_policy')), reading);
  return {
    ref: refOf({ resourceType: type.type, address: `${one.type}.${one.name}` }),
    location: { ...one.file.spot(headOf(one.block))(), pointer: pointerTo('resource', one.type, one.name) },
    kind: type.kind,
    ...(trust && { trust }),
    policies: policies.filter((policy, index) => policies.indexOf(policy) === index),
    ...(boundary && { boundary }),
    isBoundaryUnknown: limit !== undefined && !boundary,
    attached: lists.flatMap(([by, name]) => awsManaged(by, name, module)),
  };
}

/** The block's type and labels. */
function headOf({ start, end, children }: Syntax): { start: number; end: number } {
  const labels = children.filter(({ type }) => type === 'identifier' || type === 'string_lit');
  return { start, end: labels.at(-1)?.end ?? end };
}

/** What an attribute holds: a document is judged where it stands. */
function policiesIn(one: Declared, path: readonly string[], { module, policiesAt }: Reading): readonly Policy[] {
  const [first = '', ...inner] = path;
  const expression = inner.length === 0 ? expressionOf(one.block, first, one.file) : undefined;
  const value = expression && evaluate(expression, module.scopeOf(one.file));
  if (value?.kind === 'text' && value.document !== undefined) {
    return policiesAt(pointerTo('data', 'aws_iam_policy_document', value.document));
  }
  return policiesAt(pointerTo('resource', one.type, one.name, first));
}

function managedPolicies(wanted: ReadonlySet<string>, reading: Reading): readonly Policy[] {
  return reading
    .ofType('aws_iam_policy')
    .filter(({ name }) => wanted.has(name))
    .flatMap((policy) => policiesIn(policy, ['policy'], reading));
}

/** Whether an attribute refers to the holder, and to no other that it may choose instead. */
function names(by: Declared, attribute: string, { type, name }: Declared): boolean {
  const all = mentioned(by, attribute, type);
  return all.includes(name) && (all.length === 1 || attribute.endsWith('s'));
}

const mentions = new WeakMap<Declared, Map<string, readonly string[]>>();

/** Names of the resources of a type that an attribute refers to, also by the items it stands for. */
export function mentioned(one: Declared, attribute: string, type: string): readonly string[] {
  const known = mentions.get(one) ?? new Map<string, readonly string[]>();
  mentions.set(one, known);
  const key = `${attribute} ${type}`;
  let found = known.get(key);
  if (!found) known.set(key, (found = findMentioned(one, attribute, type)));
  return found;
}

function findMentioned({ block, file }: Declared, attribute: string, type: string): readonly string[] {
  const textOf = (name: string): string => {
    const expression = expressionOf(block, name, file);
    return expression ? file.text.slice(expression.start, expression.end) : '';
  };
  const text = textOf(attribute);
  const whole = /^\s*each\.(?:value|key)\s*$/.test(text) ? textOf('for_each') : text;
  const reference = new RegExp(`(?<![\\w.-])${type}\\.([\\w-]+)`, 'g');
  return [...new Set([...whole.matchAll(reference)].map(([, name = '']) => name))];
}

function awsManaged({ block, file }: Declared, attribute: string, module: Module): readonly string[] {
  const expression = expressionOf(block, attribute, file);
  if (!expression) return [];
  return scopesOf(block, 'each', module.scopeOf(file)).flatMap((scope) => {
    const value = evaluate(expression, scope);
    const texts = (value.kind === 'list' ? value.items : [value]).map((item) => asText(item));
    return texts.filter((text) => text !== undefined && administrators.test(text)).map(() => 'arn:aws:iam::aws:policy/AdministratorAccess'); // prettier-ignore
  });
}

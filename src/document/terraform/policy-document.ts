/**
 * The data source `aws_iam_policy_document` to the policy it generates.
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/d/iam_policy_document.html.markdown
 */
import { hasUnknownPart } from '../../policy/unknown.ts';
import { mayBeAbsent, pairOf } from './optional.ts';
import {
  asText,
  memberOf,
  type ListValue,
  type Member,
  type ObjectValue,
  type Spot,
  type UnknownValue,
  type Value,
} from './value.ts';

/** The body of a block: its attributes by name, and the blocks in it. */
export interface Block {
  readonly at: Spot;
  /** A `dynamic` block made it, and may make none. */
  readonly isOptional?: boolean;
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly blocks: readonly { readonly type: string; readonly block: Block }[];
}

export interface Attribute {
  readonly nameAt: Spot;
  readonly value: Value;
}

export interface BuiltDocument {
  readonly policy: ObjectValue;
  /** Documents merged into this one that cannot be read: some statements are missing here. */
  readonly missing: readonly Value[];
}

/**
 * The policy of a document's block. `read` gives the policy in a JSON text, undefined when that is not known.
 * Statements of sources come first; the document's own replace those of the same sid, and those of overrides replace both.
 */
export function buildDocument(block: Block, read: (text: Value) => Value | undefined): BuiltDocument {
  const missing: Value[] = [];
  let statements: Value[] = [];
  const merge = (text: Value): void => {
    const policy = read(text);
    if (policy === undefined) {
      missing.push(text);
      statements.push(unknownStatement(text));
    } else statements = mergeStatements(statements, statementsOf(policy));
  };
  documentsIn(block, 'source_policy_documents', 'source_json').forEach(merge);
  const own = block.blocks.filter(({ type }) => type === 'statement').map((one) => buildStatement(one.block));
  statements = mergeStatements(statements, own);
  documentsIn(block, 'override_policy_documents', 'override_json').forEach(merge);
  const list: ListValue = { kind: 'list', items: statements, at: block.at };
  const version = textMember('Version', block.attributes.get('version')) ?? {
    name: 'Version',
    nameAt: block.at,
    value: { kind: 'text', text: '2012-10-17', at: block.at },
  };
  const members = [
    version,
    textMember('Id', block.attributes.get('policy_id')),
    { name: 'Statement', nameAt: block.at, value: list },
  ];
  return {
    policy: { kind: 'object', members: members.filter((member) => member !== undefined), at: block.at },
    missing,
  };
}

/** Stands for the statements of a document that is not known, so that no rule takes them for absent. */
function unknownStatement(text: Value): UnknownValue {
  return { kind: 'unknown', expression: text.kind === 'unknown' ? text.expression : 'document', at: text.at };
}

/** Whether anything of the policy is known. */
export function hasStatements(policy: Value): boolean {
  return statementsOf(policy).some(({ kind }) => kind !== 'unknown');
}

function documentsIn(block: Block, name: string, older: string): readonly Value[] {
  const value = block.attributes.get(name)?.value;
  const old = block.attributes.get(older)?.value;
  const list = value === undefined ? [] : value.kind === 'list' ? value.items : [value];
  return [...list, ...(old === undefined ? [] : [old])].filter(({ kind }) => kind !== 'scalar');
}

function statementsOf(policy: Value): readonly Value[] {
  const statement = memberOf(policy, 'Statement');
  if (statement === undefined) return [];
  return statement.kind === 'list' ? statement.items : [statement];
}

function mergeStatements(base: readonly Value[], added: readonly Value[]): Value[] {
  const merged = [...base];
  for (const statement of added) {
    const sid = sidOf(statement);
    const same = sid === undefined ? -1 : merged.findIndex((one) => sidOf(one) === sid);
    if (same < 0 || base[same] === undefined) merged.push(statement);
    else merged[same] = statement;
  }
  return merged;
}

function sidOf(statement: Value): string | undefined {
  const sid = memberOf(statement, 'Sid');
  const text = sid && asText(sid);
  return text === '' || (text !== undefined && hasUnknownPart(text)) ? undefined : text;
}

function buildStatement(block: Block): ObjectValue {
  const { attributes, at } = block;
  const effect = textMember('Effect', attributes.get('effect'));
  const fallback: Member = { name: 'Effect', nameAt: at, value: { kind: 'text', text: 'Allow', at } };
  const members = [
    textMember('Sid', attributes.get('sid')),
    effect ?? fallback,
    ...pairOf(principalMember('Principal', block), principalMember('NotPrincipal', block)),
    ...pairOf(listMember('Action', attributes), listMember('NotAction', attributes)),
    ...pairOf(listMember('Resource', attributes), listMember('NotResource', attributes)),
    conditionMember(block),
  ];
  return { kind: 'object', members: members.filter((member) => member !== undefined), at };
}

/** A string attribute; an empty one and null count as not written. */
function textMember(name: string, attribute: Attribute | undefined): Member | undefined {
  if (!attribute) return undefined;
  const text = asText(attribute.value);
  if (text === undefined || text === '') return undefined;
  return { name, nameAt: attribute.nameAt, value: { kind: 'text', text, at: attribute.value.at } };
}

const attributeNames = {
  Action: 'actions',
  NotAction: 'not_actions',
  Resource: 'resources',
  NotResource: 'not_resources',
  Principal: 'principals',
  NotPrincipal: 'not_principals',
} as const;

/** A list of strings; an empty one counts as not written. */
function listMember(name: keyof typeof attributeNames, attributes: Block['attributes']): Member | undefined {
  const attribute = attributes.get(attributeNames[name]);
  const value = attribute && textsOf(attribute.value);
  if (value === undefined || (value.kind === 'list' && value.items.length === 0)) return undefined;
  return { name, nameAt: attribute?.nameAt ?? value.at, value, isOptional: mayBeAbsent(value) };
}

/** The strings of a list; `&{...}` in them stands for the `${...}` of IAM. */
function textsOf(value: Value): Value | undefined {
  if (value.kind === 'unknown') return value;
  if (value.kind === 'scalar' && value.value === null) return undefined;
  const items = value.kind === 'list' ? value.items : [value];
  const mayBeEmpty = value.kind === 'list' && value.mayBeEmpty === true;
  return { kind: 'list', items: items.map(asVariableText), at: value.at, mayBeEmpty };
}

function asVariableText(value: Value): Value {
  const text = value.kind === 'unknown' ? undefined : asText(value);
  return text === undefined ? value : { kind: 'text', text: text.replaceAll('&{', '${'), at: value.at };
}

function principalMember(name: 'Principal' | 'NotPrincipal', block: Block): Member | undefined {
  const groups = new Map<string, Member & { readonly value: ListValue }>();
  const blocks = block.blocks.filter(({ type }) => type === attributeNames[name]);
  const isOptional = blocks.every((one) => one.block.isOptional);
  for (const one of blocks) {
    const kind = one.block.attributes.get('type');
    const identifiers = one.block.attributes.get('identifiers');
    const values = identifiers && textsOf(identifiers.value);
    const key = (kind && asText(kind.value)) ?? '';
    const before = groups.get(key);
    const items = [...(before?.value.items ?? []), ...itemsOf(values)];
    const nameAt = before?.nameAt ?? kind?.value.at ?? one.block.at;
    const at = before?.value.at ?? values?.at ?? one.block.at;
    groups.set(key, { name: key, nameAt, value: { kind: 'list', items, at } });
  }
  const [first] = groups.values();
  if (!first) return undefined;
  const at = blocks[0]?.block.at ?? block.at;
  const star = first.value.items[0];
  // Only this spelling becomes the plain string "*".
  if (groups.size === 1 && first.name === '*' && first.value.items.length === 1 && star && asText(star) === '*') {
    return { name, nameAt: at, value: star, isOptional };
  }
  return { name, nameAt: at, value: { kind: 'object', members: [...groups.values()], at }, isOptional };
}

function itemsOf(value: Value | undefined): readonly Value[] {
  if (value === undefined) return [];
  return value.kind === 'list' ? value.items : [value];
}

interface Operator {
  readonly at: Spot;
  readonly nameAt: Spot;
  readonly keys: Map<string, Member & { readonly value: ListValue }>;
}

function conditionMember(block: Block): Member | undefined {
  const operators = new Map<string, Operator>();
  const conditions = block.blocks.filter(({ type }) => type === 'condition').map((one) => one.block);
  for (const { attributes, at } of conditions) {
    const [test, variable, values] = ['test', 'variable', 'values'].map((name) => attributes.get(name));
    const name = (test && asText(test.value)) ?? '';
    const operator: Operator = operators.get(name) ?? { at, nameAt: test?.value.at ?? at, keys: new Map() };
    operators.set(name, operator);
    const key = (variable && asText(variable.value)) ?? '';
    const before = operator.keys.get(key);
    const texts = values && textsOf(values.value);
    const items = [...(before?.value.items ?? []), ...itemsOf(texts)];
    const value: ListValue = { kind: 'list', items, at: before?.value.at ?? texts?.at ?? at };
    operator.keys.set(key, { name: key, nameAt: before?.nameAt ?? variable?.value.at ?? at, value });
  }
  const [first] = conditions;
  if (!first) return undefined;
  const members = [...operators].map(([name, { at, nameAt, keys }]): Member => {
    return { name, nameAt, value: { kind: 'object', members: [...keys.values()], at } };
  });
  return { name: 'Condition', nameAt: first.at, value: { kind: 'object', members, at: first.at } };
}

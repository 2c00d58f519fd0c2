/** Blocks of HCL: labels, attributes, blocks inside, and `dynamic` blocks. */
import { evaluate } from './evaluate.ts';
import type { Scope } from './scope.ts';
import type { Attribute, Block } from './policy-document.ts';
import type { SourceFile } from './source-file.ts';
import type { Syntax } from './syntax.ts';
import type { Value } from './value.ts';

/** The block's type and labels: `resource`, `aws_iam_role`, `x`. */
export function wordsOf(block: Syntax, { text }: SourceFile): string[] {
  return block.children
    .filter(({ type }) => type === 'identifier' || type === 'string_lit')
    .map(({ type, start, end }) => (type === 'identifier' ? text.slice(start, end) : text.slice(start + 1, end - 1)));
}

/** The attributes of a block, as name and expression. */
export function attributesIn(block: Syntax): readonly { readonly name: Syntax; readonly value: Syntax }[] {
  return childrenOf(block, 'attribute').flatMap(({ children: [name, value] }) =>
    name && value ? [{ name, value }] : [],
  );
}

/** The blocks directly in a block. */
export function blocksIn(block: Syntax): readonly Syntax[] {
  return childrenOf(block, 'block');
}

function childrenOf(block: Syntax, type: string): readonly Syntax[] {
  const body = block.children.find((child) => child.type === 'body');
  return body?.children.filter((child) => child.type === type) ?? [];
}

/** The expression of an attribute. */
export function expressionOf(block: Syntax, name: string, { text }: SourceFile): Syntax | undefined {
  return attributesIn(block).find((one) => text.slice(one.name.start, one.name.end) === name)?.value;
}

/** A block with its values. A `dynamic` block is there once for each item, or once when its items are not known. */
export function readBlock(block: Syntax, scope: Scope): Block {
  const { file } = scope;
  const attributes = new Map<string, Attribute>();
  for (const { name, value } of attributesIn(block)) {
    const named = { nameAt: file.spot(name), value: evaluate(value, scope) };
    attributes.set(file.text.slice(name.start, name.end), named);
  }
  const blocks = blocksIn(block).flatMap((inner) => {
    const [type = '', label] = wordsOf(inner, file);
    if (type !== 'dynamic' || label === undefined) return [{ type, block: readBlock(inner, scope) }];
    return scopesOf(inner, label, scope).flatMap((one) =>
      contentsOf(inner, file).map((content) => ({
        type: label,
        block: { ...readBlock(content, one), isOptional: one === scope || one.isOptional === true },
      })),
    );
  });
  return { at: file.spot(block), attributes, blocks };
}

/** The `content` of a `dynamic` block. */
export function contentsOf(dynamic: Syntax, file: SourceFile): readonly Syntax[] {
  return blocksIn(dynamic).filter((inner) => wordsOf(inner, file)[0] === 'content');
}

/** Beyond that many, all are read as one whose key and value are not known. */
export const mostCopies = 100;

/**
 * One scope for each item of a block's `for_each`, with the iterator bound, named by `label` unless the block says
 * otherwise; the scope itself when the items are not known.
 */
export function scopesOf(dynamic: Syntax, label: string, scope: Scope): readonly Scope[] {
  const each = expressionOf(dynamic, 'for_each', scope.file);
  const list = each && evaluate(each, scope);
  const items = list && itemsOf(list);
  if (!items || items.length > mostCopies) return [scope];
  const iterator = expressionOf(dynamic, 'iterator', scope.file);
  const name = iterator ? scope.file.text.slice(iterator.start, iterator.end) : label;
  return items.map(({ key, value }) => {
    const members = [
      { name: 'key', nameAt: value.at, value: key },
      { name: 'value', nameAt: value.at, value },
    ];
    const isOptional = list.kind === 'list' && list.mayBeEmpty === true;
    return { ...scope, isOptional, bound: new Map(scope.bound).set(name, { kind: 'object', members, at: value.at }) };
  });
}

/** Keys and values that `for_each` goes over; undefined when they are not known. */
export function itemsOf(value: Value): readonly { readonly key: Value; readonly value: Value }[] | undefined {
  if (value.kind === 'list') {
    return value.items.some(({ kind }) => kind === 'unknown')
      ? undefined
      : value.items.map((item) => ({ key: item, value: item }));
  }
  if (value.kind !== 'object') return undefined;
  return value.members.map((one) => ({ key: { kind: 'text', text: one.name, at: one.nameAt }, value: one.value }));
}

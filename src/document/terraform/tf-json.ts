/**
 * Policies in a `.tf.json` file. Strings may hold expressions; those are not evaluated.
 * https://developer.hashicorp.com/terraform/language/syntax/json
 */
import { pointerOf, type Path } from '../../policy/place.ts';
import { hasUnknownPart, unknownPart } from '../../policy/unknown.ts';
import type { DetectOptions } from '../detect.ts';
import { readJson, type JsonDocument } from '../json.ts';
import { isObject, own } from '../policy-type.ts';
import type { Dialect } from '../readers.ts';
import { attachmentAttributes, attributesOf, typeOfAttribute, type PolicyAttribute } from './attributes.ts';
import { addEmbedded } from './embedded.ts';
import { addAttachment, addDocument, newFound, sayUnread, type Found, type Holder } from './found.ts';
import { buildDocument, hasStatements, type Attribute, type Block } from './policy-document.ts';
import { joinPieces } from './template.ts';
import { sayLooks } from './tf-json-looks.ts';
import { scanTemplate } from './template-scan.ts';
import { asText, fromJson, type Value } from './value.ts';

type Members = Readonly<Record<string, unknown>>;

interface Declared {
  readonly type: string;
  readonly name: string;
  readonly body: Members;
  readonly path: Path;
}

/** The policies of a `.tf.json` file; undefined for another document. */
export const readTerraformJson: Dialect = (document, options) => {
  if (!/\.tf\.json$/i.test(document.file ?? '') || !isObject(document.value)) return undefined;
  const found = newFound();
  const documents = declaredIn(document.value, 'data').filter(({ type }) => type === 'aws_iam_policy_document');
  const uses = new Map<string, Holder>();
  for (const resource of declaredIn(document.value, 'resource')) {
    readAttachments(document, resource, found);
    for (const attribute of attributesOf(resource.type))
      readAttribute(document, resource, attribute, uses, options, found);
  }
  const texts = documents.map(({ body }) => JSON.stringify(sourceNames.map((name) => own(body, name))));
  for (const one of documents) {
    const isPart = texts.some((text) => documentsIn(text).includes(one.name));
    if (uses.has(one.name) || !isPart) readDocument(document, one, documents, uses.get(one.name), options, found);
  }
  sayLooks(document, document.value, found);
  return found;
};

const sourceNames = ['source_policy_documents', 'override_policy_documents', 'source_json', 'override_json'];

/** Blocks with two labels. Everywhere an object may be a list of objects. */
function declaredIn(root: Members, kind: string): Declared[] {
  return objectsAt(own(root, kind), [kind]).flatMap((types) =>
    Object.keys(types.value).flatMap((type) =>
      objectsAt(own(types.value, type), [...types.path, type]).flatMap((names) =>
        Object.keys(names.value).flatMap((name) =>
          objectsAt(own(names.value, name), [...names.path, name]).map(({ value, path }) => ({ type, name, body: value, path })),
        ),
      ),
    ),
  ); // prettier-ignore
}

function objectsAt(value: unknown, path: Path): { readonly value: Members; readonly path: Path }[] {
  if (isObject(value)) return [{ value, path }];
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown, index) => (isObject(item) ? [{ value: item, path: [...path, index] }] : []));
}

function readAttribute(
  document: JsonDocument,
  resource: Declared,
  attribute: PolicyAttribute,
  uses: Map<string, Holder>,
  options: DetectOptions,
  found: Found,
): void {
  const kind = own(resource.body, 'type');
  const isKnown = typeof kind !== 'string' || !kind.includes('${');
  const type = typeOfAttribute(
    attribute,
    kind === undefined ? undefined : isKnown && typeof kind === 'string' ? kind : null,
  );
  if (type === undefined && isKnown) return;
  const address = `${resource.type}.${resource.name}`;
  const holder: Holder = { type, resourceType: attribute.resourceType, address };
  const around = attribute.path.slice(0, -1);
  const last = attribute.path.at(-1) ?? '';
  const blocks = around.reduce(
    (open, name) => open.flatMap(({ value, path }) => objectsAt(own(value, name), [...path, name])),
    [{ value: resource.body, path: resource.path }],
  );
  for (const block of blocks) {
    const text = own(block.value, last);
    const path = [...block.path, last];
    const name = attribute.path.join('.');
    if (typeof text === 'string') readString(document, path, text, { holder, name }, uses, options, found);
  }
}

function readAttachments(document: JsonDocument, { type, name, body, path }: Declared, found: Found): void {
  const attribute = attachmentAttributes.get(type);
  const holder = attribute && { address: `${type}.${name}`, holderType: attribute.holderType };
  const written = attribute && own(body, attribute.name);
  if (!holder || written === undefined) return;
  const value = valueOf(document, written, [...path, attribute.name]);
  for (const item of value.kind === 'list' ? value.items : [value])
    addAttachment(holder, asText(item), item.at(), found);
}

function readString(
  document: JsonDocument,
  path: Path,
  text: string,
  { holder, name }: { readonly holder: Holder; readonly name: string },
  uses: Map<string, Holder>,
  options: DetectOptions,
  found: Found,
): void {
  const documents = documentsIn(text);
  for (const one of documents) if (!uses.has(one)) uses.set(one, holder);
  if (/^\s*\$\{\s*data\.aws_iam_policy_document\.[\w-]+(?:\[[^\]]*\])?\.(?:minified_)?json\s*\}\s*$/.test(text)) return;
  const pieces = scanTemplate(text);
  const { text: joined } = joinPieces(pieces);
  const isWritten = /^\s*\{/.test(joined) && pieces.every(({ kind }) => kind !== 'directive');
  if (isWritten) addEmbedded({ document, path, text: joined, holder, name }, options, found);
  else if (text.trim() !== '') {
    sayUnread(
      `${name} of ${holder.address}`,
      'its value is not known before it is deployed',
      document.locate(path),
      found,
    );
  }
}

function documentsIn(text: string): readonly string[] {
  return [...text.matchAll(/\bdata\.aws_iam_policy_document\.([\w-]+)/g)].map((match) => match[1] ?? '');
}

function readDocument(
  document: JsonDocument,
  declared: Declared,
  all: readonly Declared[],
  use: Holder | undefined,
  options: DetectOptions,
  found: Found,
): void {
  const address = `data.${declared.type}.${declared.name}`;
  const holder = use ?? { resourceType: 'Terraform::AWS::PolicyDocument', address };
  const { policy, missing } = buildOf(document, declared, all, []);
  for (const { at } of missing)
    sayUnread(`A document merged into ${address}`, 'its statements are not known', at(), found);
  if (hasDynamic(declared.body)) {
    sayUnread(address, 'some of its statements are made by a dynamic block', document.locate(declared.path), found);
  }
  if (!hasStatements(policy)) {
    if (missing.length === 0) sayUnread(address, 'it has no statement', document.locate(declared.path), found);
    return;
  }
  addDocument(policy, holder, { file: document.file, pointer: pointerOf('', declared.path) }, options, found);
}

function hasDynamic(body: Members): boolean {
  return Object.hasOwn(body, 'dynamic');
}

function buildOf(document: JsonDocument, declared: Declared, all: readonly Declared[], within: readonly string[]) {
  const block = blockOf(document, declared.body, declared.path);
  return buildDocument(block, (text) => policyOf(text, document, all, [...within, declared.name]));
}

const deepest = 20;

function policyOf(
  text: Value,
  document: JsonDocument,
  all: readonly Declared[],
  within: readonly string[],
): Value | undefined {
  if (text.kind === 'unknown') {
    const [name, ...others] = documentsIn(text.expression);
    const other = others.length > 0 ? undefined : all.find((one) => one.name === name);
    if (!other || within.includes(other.name) || within.length > deepest) return undefined;
    const { policy, missing } = buildOf(document, other, all, within);
    return missing.length === 0 ? policy : undefined;
  }
  const inner = text.kind === 'text' && !hasUnknownPart(text.text) ? readJson(text.text) : undefined;
  return inner && !inner.syntaxError ? fromJson(inner.value, () => text.at()) : undefined;
}

const blockNames = ['statement', 'principals', 'not_principals', 'condition'];

function blockOf(document: JsonDocument, body: Members, path: Path): Block {
  const attributes = new Map<string, Attribute>();
  const blocks: { type: string; block: Block }[] = [];
  for (const [name, value] of Object.entries(body)) {
    const below = [...path, name];
    if (blockNames.includes(name)) {
      for (const one of objectsAt(value, below))
        blocks.push({ type: name, block: blockOf(document, one.value, one.path) });
    } else
      attributes.set(name, { nameAt: () => document.locate(below, 'name'), value: valueOf(document, value, below) });
  }
  return { at: () => document.locate(path), attributes, blocks };
}

function valueOf(document: JsonDocument, value: unknown, path: Path): Value {
  const at = () => document.locate(path);
  if (Array.isArray(value)) {
    return { kind: 'list', items: value.map((item: unknown, index) => valueOf(document, item, [...path, index])), at };
  }
  if (typeof value !== 'string') return fromJson(value, at);
  const pieces = scanTemplate(value);
  const [only, ...others] = pieces;
  if (only?.kind === 'filled' && others.length === 0)
    return { kind: 'unknown', expression: value.slice(2, -1).trim(), at };
  const text = pieces.map((piece) => (piece.kind === 'directive' ? unknownPart(piece.text) : piece.text)).join('');
  return { kind: 'text', text, at };
}

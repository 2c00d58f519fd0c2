/** Policies in a `.tf` file. The other files of its folder are one module with it: expressions refer to what stands there. */
import type { Parser } from 'web-tree-sitter';
import { InputError } from '../../errors.ts';
import type { Policy } from '../../policy/model.ts';
import type { PolicyHolder } from '../../rule.ts';
import type { DetectOptions } from '../detect.ts';
import type { FileText, Read, Reading } from '../readers.ts';
import { attachmentAttributes } from './attributes.ts';
import { expressionOf, scopesOf } from './block.ts';
import { evaluate } from './evaluate.ts';
import {
  addAttachment,
  addDocument,
  addPolicy,
  newFound,
  pointerTo,
  refOf,
  sayUnread,
  type Found,
  type Holder,
} from './found.ts';
import { makeModule, writtenIn, type Declared, type Module, type WrittenAttribute } from './module.ts';
import { loadParser } from './parser.ts';
import { findModuleHolders } from './module-holders.ts';
import { hasStatements } from './policy-document.ts';
import { describeSyntax, makeSourceFile, type SourceFile } from './source-file.ts';
import { parseHcl, type Parsed } from './syntax.ts';
import { readWritten } from './template.ts';
import { holderOf, indexModule, type ModuleIndex } from './uses.ts';
import { asText, isReasonable, sourceOf, toJson, type Value, type Written } from './value.ts';

/** Loads the parser; without it every `.tf` file is said not to be judged. */
export async function loadHclReader(): Promise<Read> {
  try {
    return makeHclReader(await loadParser());
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return (text, path) => sayNotRead(text, path, error.message);
  }
}

function sayNotRead(text: string, path: string, reason: string): Reading {
  const location = { file: path, line: 1, column: 1 };
  const document = { text, syntaxError: undefined, duplicates: [] };
  const unread = [{ message: `The file is not judged: it ${reason}.`, location }];
  return { ...newFound(), unread, document, looksLikePolicies: false };
}

/** The reader of `.tf` files with this parser. It keeps the module it has read last: its other files come next. */
export function makeHclReader(parser: Parser): Read {
  let latest: Folder | undefined;
  return (text, path, options) => {
    const texts = [{ path, text }, ...(options.siblings?.() ?? [])].sort((a, b) => (a.path < b.path ? -1 : 1));
    if (!latest || !isSame(latest.texts, texts)) latest = readFolder(texts, parser);
    return readOne(text, path, latest, options);
  };
}

/** The files of one folder. */
interface Folder {
  readonly texts: readonly FileText[];
  readonly parsed: ReadonlyMap<string, Parsed>;
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly index: ModuleIndex;
  /** What is found in a file, nothing being said of its types. */
  readonly read: (file: SourceFile) => Found;
  readonly holders: () => ReturnType<typeof findModuleHolders>;
}

function isSame(a: readonly FileText[], b: readonly FileText[]): boolean {
  return a.length === b.length && a.every(({ path, text }, at) => path === b[at]?.path && text === b[at].text);
}

function readFolder(texts: readonly FileText[], parser: Parser): Folder {
  const parsed = new Map(texts.map(({ path, text }) => [path, parseHcl(text, parser)]));
  const files = new Map<string, SourceFile>();
  for (const { path, text } of texts) {
    const one = parsed.get(path);
    if (one && 'blocks' in one) files.set(path, makeSourceFile(path, text, one.blocks));
  }
  const index = indexModule(makeModule([...files.values()]));
  const found = new Map<SourceFile, Found>();
  const read = (file: SourceFile): Found => {
    let one = found.get(file);
    if (!one) found.set(file, (one = readModuleFile(file, index, {})));
    return one;
  };
  let holders: ReturnType<typeof findModuleHolders> | undefined;
  return {
    texts,
    parsed,
    files,
    index,
    read,
    holders: () => (holders ??= holdersIn(index, [...files.values()], read)),
  };
}

function holdersIn({ module }: ModuleIndex, files: readonly SourceFile[], read: (file: SourceFile) => Found) {
  const byPointer = new Map<string, Policy[]>();
  for (const { policy } of files.flatMap((file) => read(file).policies)) {
    // An inline policy of a block stands below the name of the block.
    const pointer = policy.source.pointer.split('/').slice(0, 5).join('/');
    byPointer.set(pointer, [...(byPointer.get(pointer) ?? []), policy]);
  }
  return findModuleHolders(module, (pointer) => byPointer.get(pointer) ?? []);
}

/** Whether the holder, or one of its policies, stands in the file. */
function isIn(path: string, { location, policies }: Pick<PolicyHolder, 'location' | 'policies'>): boolean {
  return location.file === path || policies.some(({ source }) => source.file === path);
}

const policyWords = /aws_iam_policy_document|jsonencode|policy|Statement/;

function readOne(text: string, path: string, folder: Folder, options: DetectOptions): Reading {
  const document = { text, syntaxError: undefined, duplicates: [] };
  const parsed = folder.parsed.get(path);
  const file = folder.files.get(path);
  if (file) {
    const isAsFound = options.policyType === undefined && options.resourceType === undefined;
    if (!isAsFound) return { ...readModuleFile(file, folder.index, options), document, looksLikePolicies: false };
    const holders = folder.holders().filter((one) => isIn(path, one));
    const found = folder.read(file);
    return { ...found, holders: holders.map((one) => ({ ...one, file: path })), document, looksLikePolicies: false };
  }
  const fault = parsed && 'fault' in parsed ? parsed.fault : { start: 0, end: 0, message: 'This cannot be read' };
  const location = makeSourceFile(path, text, []).spot(fault)();
  const message = `${fault.message} (line ${location.line ?? 1}, column ${location.column ?? 1}).`;
  const syntaxError = { kind: 'syntax', message, location } as const;
  return { ...newFound(), document: { ...document, syntaxError }, looksLikePolicies: policyWords.test(text) };
}

/** The policies of one file of a module. */
function readModuleFile(file: SourceFile, index: ModuleIndex, options: DetectOptions): Found {
  const { module, uses } = index;
  const found = newFound();
  for (const resource of module.resources.filter((one) => one.file === file)) {
    for (const written of writtenIn(resource)) readAttribute(written, index, options, found);
    readAttachments(resource, module, found);
  }
  for (const document of module.documents.values()) {
    const isPart = !uses.has(document.name) && module.merged().has(document.name);
    if (document.file === file && !isPart) readDocument(document, uses.get(document.name), module, options, found);
  }
  return found;
}

function readAttribute(
  written: WrittenAttribute,
  { module, limits }: ModuleIndex,
  options: DetectOptions,
  found: Found,
): void {
  const holder = holderOf(written, module, limits);
  if (holder === undefined) return;
  const { resource, attribute, expression, indexes } = written;
  const { file } = resource;
  const value = evaluate(expression, module.scopeOf(file));
  const path = attribute.path.flatMap((name, index) =>
    indexes[index] === undefined ? [name] : [name, indexes[index]],
  );
  const pointer = pointerTo('resource', resource.type, resource.name, ...path);
  const resourceRef = refOf(holder);
  const add = (policy: Value): void => {
    if (isReasonable(policy)) {
      addPolicy(
        toJson(policy),
        holder,
        sourceOf(policy, { file: file.path, pointer, resource: resourceRef }),
        options,
        found,
      );
    } else unread('it is too large for a policy');
  };
  const unread = (reason: string): void => {
    sayUnread(`${attribute.path.join('.')} of ${holder.address}`, reason, file.spot(expression)(), found);
  };
  // A document is judged where it stands.
  if (value.kind === 'text' && value.document !== undefined) return;
  if (value.kind === 'text' && value.json) addEncoded(value.json, add, unread);
  else if (value.kind === 'text' && value.written) addWritten(value.text, value.written, add, unread, found);
  else if (value.kind !== 'scalar')
    unread(`its value is not known before it is deployed: ${describeSyntax(expression, file)}`);
}

function addEncoded(json: Value, add: (policy: Value) => void, unread: (reason: string) => void): void {
  if (json.kind === 'unknown') unread(`its value is not known before it is deployed: ${json.expression}`);
  else add(json);
}

function addWritten(
  text: string,
  written: Written,
  add: (policy: Value) => void,
  unread: (reason: string) => void,
  found: Found,
): void {
  if (text.trim() === '') return;
  const read = readWritten(written);
  if ('unknown' in read) unread(read.unknown);
  else if ('fault' in read) {
    found.syntaxErrors.push({
      message: `The policy in this string is not valid JSON. ${read.fault}`,
      location: read.location,
    });
  } else {
    found.duplicates.push(...read.duplicates);
    add(read.policy);
  }
}

function readAttachments({ type, name, block, file }: Declared, module: Module, found: Found): void {
  const attribute = attachmentAttributes.get(type);
  const expression = attribute && expressionOf(block, attribute.name, file);
  if (!expression) return;
  const holder = { address: `${type}.${name}`, holderType: attribute.holderType };
  for (const scope of scopesOf(block, 'each', module.scopeOf(file))) {
    const value = evaluate(expression, scope);
    for (const item of value.kind === 'list' ? value.items : [value]) {
      addAttachment(holder, arnOf(item, module), item.at(), found);
    }
  }
}

/** The ARN, also of a policy that is looked up. By its name that may be anybody's, unless hardly anybody would use the name. */
function arnOf(item: Value, module: Module): string | undefined {
  const data = item.kind === 'unknown' ? /^data\.aws_iam_policy\.([\w-]+)\.arn$/.exec(item.expression)?.[1] : undefined;
  const looked = data === undefined ? undefined : module.looked.get(data);
  if (!looked) return asText(item);
  const textOf = (name: string): string | undefined => {
    const expression = expressionOf(looked.block, name, looked.file);
    return expression && asText(evaluate(expression, module.scopeOf(looked.file)));
  };
  const name = /^(?:AdministratorAccess|IAMFullAccess|PowerUserAccess)$/.exec(textOf('name') ?? '')?.[0];
  return textOf('arn') ?? (name === undefined ? asText(item) : `arn:aws:iam::aws:policy/${name}`);
}

function readDocument(
  document: Declared,
  use: Holder | undefined,
  module: Module,
  options: DetectOptions,
  found: Found,
): void {
  const { file, block, type, name } = document;
  const address = `data.${type}.${name}`;
  const holder = use ?? { resourceType: 'Terraform::AWS::PolicyDocument', address };
  const built = module.build(name);
  if (!built) {
    sayUnread(address, 'it is too large for a policy', file.spot(block)(), found);
    return;
  }
  for (const text of built.missing) {
    const what = text.kind === 'unknown' ? `: ${text.expression}` : asText(text) === '' ? ': it is empty' : '';
    sayUnread(`A document merged into ${address}`, `its statements are not known${what}`, text.at(), found);
  }
  if (!hasStatements(built.policy)) {
    if (built.missing.length === 0) sayUnread(address, 'it has no statement', file.spot(block)(), found);
    return;
  }
  addDocument(built.policy, holder, { file: file.path, pointer: pointerTo('data', type, name) }, options, found);
}

/** Policies in a `.tf` file. The other files of its folder are one module with it: expressions refer to what stands there. */
import type { Parser } from 'web-tree-sitter';
import { InputError } from '../../errors.ts';
import type { Policy } from '../../policy/model.ts';
import type { PolicyHolder } from '../../rule.ts';
import type { DetectOptions } from '../detect.ts';
import type { FileText, Read, Reading } from '../readers.ts';
import { newFound, type Found } from './found.ts';
import { makeModule } from './module.ts';
import { readModuleFile } from './module-policies.ts';
import { loadParser } from './parser.ts';
import { findModuleHolders } from './module-holders.ts';
import { makeSourceFile, type SourceFile } from './source-file.ts';
import { parseHcl, type Parsed } from './syntax.ts';
import { indexModule, type ModuleIndex } from './uses.ts';

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
  for (const { policy, isAlternative } of files.flatMap((file) => read(file).policies)) {
    if (isAlternative) continue;
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

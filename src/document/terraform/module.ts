/** The Terraform files of one folder: what the expressions in them can refer to. */
import { attributesIn, blocksIn, contentsOf, expressionOf, readBlock, wordsOf } from './block.ts';
import { attributesOf, type PolicyAttribute } from './attributes.ts';
import { exploreCopies, type Copies } from './copies.ts';
import { evaluate } from './evaluate.ts';
import type { Effort, Names, Scope } from './scope.ts';
import { buildDocument, type BuiltDocument } from './policy-document.ts';
import type { SourceFile } from './source-file.ts';
import type { Choose } from '../template/worlds.ts';
import type { Syntax } from './syntax.ts';
import { readWritten } from './template.ts';
import { isReasonable, type Value } from './value.ts';

export interface Declared {
  readonly file: SourceFile;
  readonly block: Syntax;
  readonly type: string;
  readonly name: string;
}

/** A policy attribute as written. */
export interface WrittenAttribute {
  readonly resource: Declared;
  readonly attribute: PolicyAttribute;
  /** Index of each block around the attribute among those of its name. */
  readonly indexes: readonly number[];
  readonly expression: Syntax;
}

/** A block, or a local, that may hold a policy of which no table says so. */
export interface Unlisted {
  readonly file: SourceFile;
  readonly block: Syntax;
  readonly kind: string;
  readonly labels: readonly string[];
  readonly address: string;
}

export interface Module extends Worlds {
  readonly unlisted: readonly Unlisted[];
  readonly resources: readonly Declared[];
  readonly documents: ReadonlyMap<string, Declared>;
  /** `data "aws_iam_policy"`, by name. */
  readonly looked: ReadonlyMap<string, Declared>;
  /** What the copies of a document generate, in each world. */
  readonly formsOf: (name: string) => Copies<BuiltDocument | undefined>;
  /** Names of the documents that are merged into others. */
  readonly merged: () => ReadonlySet<string>;
  /** Names of the documents that an expression refers to, directly or by locals. */
  readonly mentionedIn: (expression: Syntax, file: SourceFile) => ReadonlySet<string>;
  /** Names of the locals that these refer to. */
  readonly localsIn: (all: readonly Declared[]) => ReadonlySet<string>;
}

/** What the expressions of a module mean. */
export interface Reader {
  readonly scopeOf: (file: SourceFile) => Scope;
  /** What an `aws_iam_policy_document` generates; `bound`, in one of its copies. */
  readonly build: (name: string, bound?: Scope['bound']) => BuiltDocument | undefined;
}

export interface Worlds extends Reader {
  /** The same in a world in which open conditions are decided. */
  readonly inWorld: (choose: Choose) => Reader;
}

/** Reads the declarations of files; nothing is evaluated before it is asked for. */
export function makeModule(files: readonly SourceFile[]): Module {
  const declarations = declare(files);
  const { resources, documents, looked, locals, unlisted } = declarations;
  const length = files.reduce((sum, { text }) => sum + text.length, 0);
  const newEffort = (): Effort => ({ steps: 0, depth: 0, undecided: 0, limit: 200_000 + 2 * length });
  const merged = new Set<string>();
  const reader = makeReader(declarations, newEffort(), merged);
  const inWorlds = newEffort();
  const worlds: Worlds = { ...reader, inWorld: (choose) => makeReader(declarations, inWorlds, merged, choose) };
  const forms = new Map<string, Copies<BuiltDocument | undefined>>();
  const formsOf = (name: string): Copies<BuiltDocument | undefined> => {
    const declared = documents.get(name);
    let found = forms.get(name);
    if (found || !declared) return found ?? { results: [], omitted: [] };
    found = exploreCopies(declared.block, declared.file, worlds, ({ bound }, by) => by.build(name, bound));
    forms.set(name, found);
    return found;
  };
  return {
    ...worlds,
    resources,
    documents,
    looked,
    unlisted,
    formsOf,
    mentionedIn: (expression, file) => mention([{ file, expression }], locals).documents,
    localsIn: (all) => mention(all.map(({ file, block }) => ({ file, expression: block })), locals).locals, // prettier-ignore
    merged: () => {
      for (const name of documents.keys()) formsOf(name);
      return merged;
    },
  };
}

type Declarations = ReturnType<typeof declare>;

function makeReader({ documents, locals }: Declarations, effort: Effort, merged: Set<string>, choose?: Choose): Reader {
  const scopeOf = (file: SourceFile): Scope => ({ file, names, effort, ...(choose && { choose }) });
  const values = remember<Value>(effort);
  const built = remember<BuiltDocument>(effort);
  const buildNew = (declared: Declared, bound: Scope['bound']): BuiltDocument | undefined => {
    const scope: Scope = { ...scopeOf(declared.file), ...(bound && { bound }) };
    const inherited: Value[] = [];
    const { policy, missing } = buildDocument(readBlock(declared.block, scope), (text) => {
      const source = text.kind === 'text' ? (text.document ?? text.source) : undefined;
      if (source !== undefined) {
        merged.add(source);
        inherited.push(...(build(source)?.missing ?? []));
      }
      return policyIn(text);
    });
    return isReasonable(policy) ? { policy, missing: [...new Set([...missing, ...inherited])] } : undefined;
  };
  const build: Reader['build'] = (name, bound) => {
    const declared = documents.get(name);
    if (!declared) return undefined;
    return bound ? buildNew(declared, bound) : built(name, () => buildNew(declared, undefined));
  };
  const names: Names = {
    local(name) {
      const local = locals.get(name);
      if (!local) return undefined;
      return values(name, () => {
        const value = evaluate(local.expression, scopeOf(local.file));
        return isReasonable(value) ? value : undefined;
      });
    },
    document(name) {
      const declared = documents.get(name);
      const json = build(name)?.policy;
      return (
        declared && json && { kind: 'text', text: '', json, document: name, at: declared.file.spot(declared.block) }
      );
    },
  };
  return { scopeOf, build };
}

/** Makes each thing once. What asks for itself is not known. What is open in a thing is open wherever it is used. */
function remember<T>(effort: Effort): (name: string, make: () => T | undefined) => T | undefined {
  const known = new Map<string, { thing: T | undefined; undecided: number }>();
  return (name, make) => {
    let one = known.get(name);
    if (one) effort.undecided += one.undecided;
    else {
      known.set(name, (one = { thing: undefined, undecided: 0 }));
      const before = effort.undecided;
      one.thing = make();
      one.undecided = Math.min(1, effort.undecided - before);
    }
    return one.thing;
  };
}

interface Local {
  readonly file: SourceFile;
  readonly expression: Syntax;
}

function declare(files: readonly SourceFile[]) {
  const resources: Declared[] = [];
  const documents = new Map<string, Declared>();
  const looked = new Map<string, Declared>();
  const locals = new Map<string, Local>();
  const unlisted: Unlisted[] = [];
  for (const file of files) {
    for (const block of file.blocks) {
      const [kind = '', type = '', name = ''] = wordsOf(block, file);
      if (kind === 'resource') resources.push({ file, block, type, name });
      else if (kind === 'data' && type === 'aws_iam_policy_document') documents.set(name, { file, block, type, name });
      else if (kind === 'data' && type === 'aws_iam_policy') looked.set(name, { file, block, type, name });
      else if (kind === 'locals') {
        for (const one of attributesIn(block)) {
          const local = file.text.slice(one.name.start, one.name.end);
          locals.set(local, { file, expression: one.value });
          unlisted.push({ file, block, kind, labels: [local], address: `local.${local}` });
        }
      }
      const labels = [type, name].filter((label) => label !== '');
      if (isUnlisted(kind, type)) unlisted.push({ file, block, kind, labels, address: addressOf(kind, labels) });
    }
  }
  return { resources, documents, looked, locals, unlisted };
}

function isUnlisted(kind: string, type: string): boolean {
  // Its policies look like IAM's. https://docs.aws.amazon.com/iot/latest/developerguide/iot-policies.html
  if (kind === 'resource') return attributesOf(type).length === 0 && type !== 'aws_iot_policy';
  return kind !== 'locals' && type !== 'aws_iam_policy_document';
}

function addressOf(kind: string, labels: readonly string[]): string {
  return [...(kind === 'resource' ? [] : [kind === 'variable' ? 'var' : kind]), ...labels].join('.');
}

/** The policy in a JSON text; undefined when it is not known. */
function policyIn(text: Value): Value | undefined {
  if (text.kind !== 'text') return undefined;
  if (text.json) return text.json;
  const read = text.written && readWritten(text.written);
  return read && 'policy' in read ? read.policy : undefined;
}

const mentions = /\b(data\.aws_iam_policy_document|local)\.([\p{L}_][\p{L}\p{N}_-]*)/gu;

function mention(all: readonly Local[], locals: ReadonlyMap<string, Local>) {
  const found = new Set<string>();
  const seen = new Set<string>();
  const waiting = [...all];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const text = at.file.text.slice(at.expression.start, at.expression.end);
    for (const [, kind, name = ''] of text.matchAll(mentions)) {
      if (kind !== 'local') found.add(name);
      else if (!seen.has(name)) {
        seen.add(name);
        const local = locals.get(name);
        if (local) waiting.push(local);
      }
    }
  }
  return { documents: found, locals: seen };
}

/** The policy attributes of a resource that are written. */
export function writtenIn(resource: Declared): readonly WrittenAttribute[] {
  return attributesOf(resource.type).flatMap((attribute) =>
    below(resource, attribute, attribute.path).map((found) => ({ resource, attribute, ...found })),
  );
}

function below(
  { file, block }: Declared,
  attribute: PolicyAttribute,
  [first = '', ...rest]: readonly string[],
): { expression: Syntax; indexes: readonly number[] }[] {
  if (rest.length === 0) {
    const expression = expressionOf(block, first, file);
    return expression ? [{ expression, indexes: [] }] : [];
  }
  const inner = blocksIn(block).flatMap((one) => {
    const [type, label] = wordsOf(one, file);
    return type === first ? [one] : type === 'dynamic' && label === first ? contentsOf(one, file) : [];
  });
  return inner.flatMap((one, index) =>
    below({ file, block: one, type: '', name: '' }, attribute, rest).map(({ expression, indexes }) => ({
      expression,
      indexes: [index, ...indexes],
    })),
  );
}

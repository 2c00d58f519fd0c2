/** The Terraform files of one folder: what the expressions in them can refer to. */
import { attributesIn, blocksIn, contentsOf, expressionOf, readBlock, wordsOf } from './block.ts';
import { attributesOf, type PolicyAttribute } from './attributes.ts';
import { evaluate } from './evaluate.ts';
import type { Names, Scope } from './scope.ts';
import { buildDocument, type BuiltDocument } from './policy-document.ts';
import type { SourceFile } from './source-file.ts';
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

export interface Module {
  readonly resources: readonly Declared[];
  readonly documents: ReadonlyMap<string, Declared>;
  /** `data "aws_iam_policy"`, by name. */
  readonly looked: ReadonlyMap<string, Declared>;
  readonly scopeOf: (file: SourceFile) => Scope;
  /** What an `aws_iam_policy_document` generates. */
  readonly build: (name: string) => BuiltDocument | undefined;
  /** Names of the documents that are merged into others. */
  readonly merged: () => ReadonlySet<string>;
  /** Names of the documents that an expression refers to, directly or by locals. */
  readonly mentionedIn: (expression: Syntax, file: SourceFile) => ReadonlySet<string>;
}

/** Reads the declarations of files; nothing is evaluated before it is asked for. */
export function makeModule(files: readonly SourceFile[]): Module {
  const { resources, documents, looked, locals } = declare(files);
  const length = files.reduce((sum, { text }) => sum + text.length, 0);
  const effort = { steps: 0, depth: 0, limit: 200_000 + 2 * length };
  const scopeOf = (file: SourceFile): Scope => ({ file, names, effort });
  const values = new Map<string, Value | undefined>();
  const built = new Map<string, BuiltDocument | undefined>();
  const merged = new Set<string>();
  const build = (name: string): BuiltDocument | undefined => {
    // A document that refers to itself is not known.
    if (built.has(name)) return built.get(name);
    built.set(name, undefined);
    const declared = documents.get(name);
    if (!declared) return undefined;
    const scope = scopeOf(declared.file);
    const inherited: Value[] = [];
    const { policy: json, missing } = buildDocument(readBlock(declared.block, scope), (text) => {
      const source = text.kind === 'text' ? text.document : undefined;
      if (source !== undefined) {
        merged.add(source);
        inherited.push(...(built.get(source)?.missing ?? []));
      }
      return policyIn(text);
    });
    const policy = isReasonable(json) ? { policy: json, missing: [...new Set([...missing, ...inherited])] } : undefined;
    built.set(name, policy);
    return policy;
  };
  const names: Names = {
    local(name) {
      if (values.has(name)) return values.get(name);
      values.set(name, undefined);
      const local = locals.get(name);
      const value = local && evaluate(local.expression, scopeOf(local.file));
      values.set(name, value && isReasonable(value) ? value : undefined);
      return values.get(name);
    },
    document(name) {
      const declared = documents.get(name);
      const json = build(name)?.policy;
      return (
        declared && json && { kind: 'text', text: '', json, document: name, at: declared.file.spot(declared.block) }
      );
    },
  };
  const mentionedIn = (expression: Syntax, file: SourceFile): ReadonlySet<string> => mention(expression, file, locals);
  const findMerged = (): ReadonlySet<string> => {
    for (const name of documents.keys()) build(name);
    return merged;
  };
  return { resources, documents, looked, scopeOf, build, mentionedIn, merged: findMerged };
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
  for (const file of files) {
    for (const block of file.blocks) {
      const [kind, type = '', name = ''] = wordsOf(block, file);
      if (kind === 'resource') resources.push({ file, block, type, name });
      else if (kind === 'data' && type === 'aws_iam_policy_document') documents.set(name, { file, block, type, name });
      else if (kind === 'data' && type === 'aws_iam_policy') looked.set(name, { file, block, type, name });
      else if (kind === 'locals') {
        for (const one of attributesIn(block)) {
          locals.set(file.text.slice(one.name.start, one.name.end), { file, expression: one.value });
        }
      }
    }
  }
  return { resources, documents, looked, locals };
}

/** The policy in a JSON text; undefined when it is not known. */
function policyIn(text: Value): Value | undefined {
  if (text.kind !== 'text') return undefined;
  if (text.json) return text.json;
  const read = text.written && readWritten(text.written);
  return read && 'policy' in read ? read.policy : undefined;
}

const mentions = /\b(data\.aws_iam_policy_document|local)\.([\p{L}_][\p{L}\p{N}_-]*)/gu;

function mention(expression: Syntax, file: SourceFile, locals: ReadonlyMap<string, Local>): ReadonlySet<string> {
  const found = new Set<string>();
  const seen = new Set<string>();
  const waiting: Local[] = [{ file, expression }];
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
  return found;
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

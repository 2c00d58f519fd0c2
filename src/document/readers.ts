/**
 * The seam between lint-file.ts and the formats policies are written in.
 *
 * One entry of `readers` for each kind of file (file-kind.ts gives the kind by the name). A reader turns text into a
 * `Reading`; it is synchronous. A reader that needs a library of some weight does not import it at the top of its module:
 * its entry has `load`, which imports the module that does (`async () => (await import('./x.ts')).readX`). `prepareReaders`
 * runs it once, before linting, when a file of that kind is among the inputs.
 *
 * Documents that are JSON by syntax but something else by meaning (a CloudFormation template, a Terraform plan, a
 * `.tf.json` file) are no kind of their own but a `Dialect`: tried in turn by the JSON and the YAML reader, which go on to plain
 * policies when none of them knows the document.
 *
 * To add a format: write `src/document/<format>/...` with a `Read` (or a `Dialect`), add it below, test it with lintFile.
 * Values that only deployment knows are written with `unknownPart` (policy/unknown.ts): a string that holds one, or a
 * whole value (also a statement, a list, a condition) that is one. The engine reports only what holds whatever they are.
 */
import { readPolicies, type DetectOptions, type FoundPolicies } from './detect.ts';
import { kindOfFile, type FileKind } from './file-kind.ts';
import { readJson, type JsonDocument } from './json.ts';
import { readManifests } from './manifest/kubernetes.ts';
import { readServerless } from './manifest/serverless.ts';
import { looksLikePolicyText } from './policy-type.ts';
import { readTemplate } from './template/template.ts';
import { readPlan } from './terraform/plan.ts';
import { readTerraformJson } from './terraform/tf-json.ts';

/** Everything there is to say about one file. */
export interface Reading extends FoundPolicies {
  readonly document: ReadDocument;
  /** Of a document with a syntax error: whether a policy was meant, so that the error is worth a finding. */
  readonly looksLikePolicies: boolean;
}

/** What reports and fixes need of the file itself. */
export type ReadDocument = Pick<JsonDocument, 'text' | 'syntaxError'> & { readonly duplicates: readonly unknown[] };

export interface ReadOptions extends DetectOptions {
  /** The other files of the same kind in the same folder, for a format whose files depend on each other. */
  readonly siblings?: (() => readonly FileText[]) | undefined;
}

export interface FileText {
  readonly path: string;
  readonly text: string;
}

export type Read = (text: string, path: string, options: ReadOptions) => Reading;

/** The policies of a document of a special make; undefined when it is not of that make. */
export type Dialect = (document: JsonDocument, options: DetectOptions) => FoundPolicies | undefined;

interface Reader {
  readonly read?: Read;
  /** Imports what reading needs. Rejects with an InputError (a predicate) when it is not installed. */
  readonly load?: () => Promise<Read>;
}

const dialects: readonly Dialect[] = [readTemplate, readTerraformJson, readPlan, readServerless, readManifests];

const readers: Readonly<Record<Exclude<FileKind, 'csv'>, Reader>> = {
  json: { read: (text, path, options) => readJsonFile(text, path, options, false) },
  jsonc: { read: (text, path, options) => readJsonFile(text, path, options, true) },
  yaml: { load: async () => (await import('./yaml/read.ts')).readYamlFile },
  markdown: { load: async () => (await import('./markdown/read.ts')).readMarkdown },
  terraform: { load: async () => (await import('./terraform/hcl.ts')).loadHclReader() },
};

const loaded = new Map<FileKind, Read>();

/** Loads what the readers of these files need. Call it once before `readFile`. */
export async function prepareReaders(paths: readonly string[]): Promise<void> {
  for (const kind of new Set(paths.map(kindOfFile))) {
    if (kind === undefined || kind === 'csv' || loaded.has(kind)) continue;
    const read = await readers[kind].load?.();
    if (read) loaded.set(kind, read);
  }
}

/** Reads a file that is no CSV; one of unknown kind as JSON. */
export function readFile(text: string, path: string, options: ReadOptions): Reading {
  const kind = kindOfFile(path) ?? 'json';
  const read = kind === 'csv' ? readers.json.read : (readers[kind].read ?? loaded.get(kind));
  if (!read) throw new Error(`prepareReaders was not called for ${path}`);
  return read(text, path, options);
}

/** The policies of a document without a syntax error: what the first fitting dialect finds, else the plain ones. */
export function readDocument(document: JsonDocument, options: DetectOptions): FoundPolicies {
  for (const dialect of dialects) {
    const found = dialect(document, options);
    if (found) return found;
  }
  return readPolicies(document, options);
}

function readJsonFile(text: string, path: string, options: DetectOptions, jsonc: boolean): Reading {
  const document = readJson(text, { file: path, jsonc });
  const looksLikePolicies = document.syntaxError !== undefined && looksLikePolicyText(text);
  return { ...readDocument(document, options), document, looksLikePolicies };
}

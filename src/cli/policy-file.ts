/** A policy document named on the command line. What is no policy is an error here: there is nothing to decide. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { displayPath } from './display-path.ts';
import { decodeText } from '../document/decode.ts';
import { readJson, type JsonDocument } from '../document/json.ts';
import { InputError } from '../errors.ts';
import type { Location } from '../finding.ts';
import type { Policy, PolicyType } from '../policy/model.ts';
import { parsePolicy } from '../policy/parse.ts';
import { compilePolicy, type CompiledPolicy, type CompileOptions } from '../semantics/compile.ts';
import { findFaults, findWarnings, type DocumentRole, type Fault } from '../semantics/faults.ts';

export interface LoadedPolicy {
  /** As messages name it. */
  readonly file: string;
  readonly policy: Policy;
  readonly compiled: CompiledPolicy;
  /** What behaves otherwise than it looks, one line each. */
  readonly warnings: readonly string[];
}

/** Reads, checks and compiles a policy file; throws InputError with file, line and column. */
export async function loadPolicyFile(
  path: string,
  cwd: string,
  role: DocumentRole,
  type: PolicyType,
  options: CompileOptions = {},
): Promise<LoadedPolicy> {
  const file = displayPath(path, cwd);
  const document = readJson(await readText(path, cwd, file), { file });
  const { syntaxError, duplicates } = document;
  if (syntaxError !== undefined) throw new InputError(`${at(file, syntaxError.location)}: ${syntaxError.message}`);
  const [twice] = duplicates;
  if (twice !== undefined)
    throw new InputError(`${at(file, twice.second)}: ${JSON.stringify(twice.key)} stands there twice`);
  const policy = parsePolicy(document.value, {
    type,
    source: { file, pointer: '', locate: document.locate.bind(document) },
  });
  const [fault] = findFaults(policy, role);
  if (fault !== undefined) throw new InputError(`${describe(file, document, fault)}. This is no valid policy`);
  const warnings = findWarnings(policy).map((warning) => describe(file, document, warning));
  return { file, policy, compiled: compilePolicy(policy, options), warnings };
}

function describe(file: string, document: JsonDocument, { pointer, message }: Fault): string {
  return `${at(file, document.locate(pathOfPointer(pointer)))}: ${message}`;
}

function pathOfPointer(pointer: string): (string | number)[] {
  const steps = pointer.split('/').slice(1);
  return steps.map((step) =>
    /^(0|[1-9]\d*)$/.test(step) ? Number(step) : step.replace(/~1/g, '/').replace(/~0/g, '~'),
  );
}

function at(file: string, { line, column }: Location): string {
  return line === undefined ? file : `${file}:${line}:${column ?? 1}`;
}

async function readText(path: string, cwd: string, file: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(resolve(cwd, path));
  } catch (error) {
    throw new InputError(`${file}: ${reasonOf(error)}`, { cause: error });
  }
  const decoded = decodeText(bytes);
  if ('problem' in decoded) throw new InputError(`${file} ${decoded.message}`);
  return decoded.text;
}

/** A system error in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    EISDIR: 'is a directory',
    EACCES: 'permission denied',
  };
  return known[code] ?? (error instanceof Error ? error.message : String(error));
}

/** A policy that allows nothing. */
export function emptyPolicy(type: PolicyType): Policy {
  return parsePolicy({ Version: '2012-10-17', Statement: [] }, { type, source: { pointer: '', locate: () => ({}) } });
}

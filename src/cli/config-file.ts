/** Finds the configuration and reads it. JavaScript runs only when it is named or belongs to the project. */
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ConfigPlace } from '../config/config.ts';
import { UsageError } from '../errors.ts';
import { parseConfigText } from './config-json.ts';

/** Looked for in each folder from the working directory upwards. */
export const configNames = ['.json', '.jsonc', '.js', '.mjs'].map((end) => `iam-audit.config${end}`);

/** A larger file is no configuration. */
const mostBytes = 1_000_000;

export interface LoadedConfig extends ConfigPlace {
  readonly value: unknown;
}

export interface ConfigSearch {
  readonly config: LoadedConfig | undefined;
  /** JavaScript configurations outside the project, passed over: a person must hear of them. */
  readonly skippedJs: readonly string[];
}

/** The nearest configuration above `cwd`, or the one named by `--config` (`explicit`), which must exist. */
export async function findConfig(cwd: string, explicit?: string): Promise<ConfigSearch> {
  if (explicit !== undefined) return { config: await loadConfig(resolve(cwd, explicit), cwd), skippedJs: [] };
  const skippedJs: string[] = [];
  const project = await projectRoot(cwd);
  for (const folder of ancestors(cwd)) {
    const path = await configIn(folder, cwd);
    if (path === undefined) continue;
    if (isJavaScript(path) && !isWithin(project, folder)) skippedJs.push(show(path, cwd));
    else return { config: await loadConfig(path, cwd), skippedJs };
  }
  return { config: undefined, skippedJs };
}

/** What to say on standard error about a configuration that was passed over. */
export function skippedJsMessage(file: string): string {
  return `${file} is not run: it lies outside the project of the working directory. Name it with --config to use it.`;
}

/** From the folder itself to the root of the file system. */
function ancestors(folder: string): readonly string[] {
  const found = [resolve(folder)];
  for (let at = resolve(folder); dirname(at) !== at; at = dirname(at)) found.push(dirname(at));
  return found;
}

/** The nearest folder with `.git` (a folder, or a file in a worktree); without one the working directory alone. */
async function projectRoot(cwd: string): Promise<string> {
  for (const folder of ancestors(cwd)) if (await exists(join(folder, '.git'))) return folder;
  return resolve(cwd);
}

function isWithin(root: string, folder: string): boolean {
  const way = relative(root, folder);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

async function configIn(folder: string, cwd: string): Promise<string | undefined> {
  const found: string[] = [];
  for (const name of configNames) if (await isFile(join(folder, name))) found.push(name);
  const [first, second] = found;
  if (first === undefined) return undefined;
  if (second === undefined) return join(folder, first);
  throw new UsageError(`${show(folder, cwd)} has two configurations, ${first} and ${second}; keep one.`);
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}

async function isFile(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** As findings name files: relative to the working directory, absolute outside it, with `/`. */
function show(path: string, cwd: string): string {
  return slashes(isWithin(resolve(cwd), path) ? relative(cwd, path) || '.' : path);
}

function slashes(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}

function isJavaScript(path: string): boolean {
  return ['.js', '.mjs', '.cjs'].includes(extname(path));
}

async function loadConfig(path: string, cwd: string): Promise<LoadedConfig> {
  const file = show(path, cwd);
  const place = { file, dir: slashes(dirname(path)), cwd: slashes(resolve(cwd)) };
  const text = await readText(path, file);
  if (isJavaScript(path)) return { ...place, value: await runConfig(path, file) };
  // A name of the user's own choice, such as .iamauditrc, may have comments.
  const parsed = parseConfigText(text, file, extname(basename(path)) !== '.json');
  return { ...place, ...parsed };
}

async function readText(path: string, file: string): Promise<string> {
  const fail = (what: string): UsageError => new UsageError(`The configuration ${file} ${what}.`);
  const found = await stat(path).catch((error: unknown) => {
    throw fail(`cannot be read: ${reasonOf(error)}`);
  });
  if (!found.isFile()) throw fail('is not a file');
  if (found.size > mostBytes) throw fail('is larger than 1 MB');
  const bytes = await readFile(path).catch((error: unknown) => {
    throw fail(`cannot be read: ${reasonOf(error)}`);
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw fail('is not UTF-8 text');
  }
}

function reasonOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file';
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied';
  return typeof code === 'string' ? code : String(error);
}

/** Only plain data goes on: what a getter, a cycle or a BigInt does wrong, it does here. */
async function runConfig(path: string, file: string): Promise<unknown> {
  try {
    const module = (await import(/* @vite-ignore */ pathToFileURL(path).href)) as { readonly default?: unknown };
    const value = await module.default;
    if (value === undefined) throw new UsageError(`The configuration ${file} has no default export.`);
    if (typeof value === 'function')
      throw new UsageError(`The configuration ${file} exports a function; export the object.`);
    return JSON.parse(JSON.stringify(value)) as unknown;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`The configuration ${file} failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Paths, folders and globs of the command line to files; the same on every platform, in the same order every time. */
import { closeSync, fstatSync, openSync, readFileSync, readSync, type Dirent, type Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, relative, resolve, sep } from 'node:path';
import type { MinimatchOptions } from 'minimatch';
import { minimatch } from '../config/minimatch.ts';
import { isFoundInFolders, kindOfFile, type FileKind } from '../document/file-kind.ts';
import { InputError } from '../errors.ts';
import { displayPath, toPosix } from './display-path.ts';

export interface InputFile {
  /** With `/`; relative to the working directory, absolute outside it. */
  readonly path: string;
  readonly absolute: string;
  /** By its extension; a named file with another one is read as JSON. */
  readonly kind: FileKind;
  /** Stands itself on the command line, not found through a folder or a glob. */
  readonly named: boolean;
  /** Named folders it was found in, as in `Inputs.folders`. */
  readonly folders: readonly string[];
}

export interface Inputs {
  /** Sorted by path, each file once. */
  readonly files: readonly InputFile[];
  /** Folders that stand on the command line. */
  readonly folders: readonly string[];
  /** What does not exist or cannot be read: the run ends with status 2. */
  readonly problems: readonly { readonly path: string; readonly message: string }[];
  /** Passed over although somebody might count on them. */
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

export interface InputOptions {
  readonly cwd: string;
  /** Globs as in the configuration: a pattern without `/` fits a file or folder of that name anywhere. */
  readonly ignore?: readonly string[];
  /** What the globs of `ignore` are relative to: the folder of the configuration. Default `cwd`. */
  readonly ignoreBase?: string;
}

/** Never entered in a search; may still be named. */
const neverEntered = new Set(['node_modules', '.git', '.terraform', '.terragrunt-cache']);
const globOptions: MinimatchOptions = {
  dot: true,
  nonegate: true,
  nocomment: true,
  windowsPathsNoEscape: sep === '\\',
};
/** Larger than any policy, small enough to be held several times in memory. */
const maxBytes = 256 * 1024 * 1024;
/** A credentials download has a few lines; a table of data may have gigabytes. */
const csvBytes = 64 * 1024;

/**
 * Finds the files that the patterns of a command line mean: files, folders, globs (`-` is not for here). A file that exists is a file,
 * whatever glob characters its name has. Nothing throws; what went wrong stands in `problems`.
 */
export async function findInputs(patterns: readonly string[], options: InputOptions): Promise<Inputs> {
  const search: Search = {
    cwd: options.cwd,
    isIgnored: makeIgnore(options.ignore ?? [], options.ignoreBase ?? options.cwd),
    files: new Map(),
    links: [],
    folders: new Set(),
    problems: new Map(),
    skipped: new Map(),
  };
  for (const pattern of patterns) await findOne(pattern, search);
  await addLinks(search);
  const files = [...search.files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    files,
    folders: [...search.folders],
    problems: [...search.problems].map(([path, message]) => ({ path, message })),
    skipped: [...search.skipped].map(([path, reason]) => ({ path, reason })),
  };
}

interface Search {
  readonly cwd: string;
  readonly isIgnored: (absolute: string) => boolean;
  readonly files: Map<string, InputFile>;
  /** Links to files met in folders: taken only when the file itself is not found otherwise. */
  readonly links: { readonly absolute: string; readonly folder: string | undefined }[];
  readonly folders: Set<string>;
  readonly problems: Map<string, string>;
  readonly skipped: Map<string, string>;
}

async function findOne(pattern: string, search: Search): Promise<void> {
  if (pattern === '') {
    search.problems.set('', 'is an empty path');
    return;
  }
  const absolute = resolve(search.cwd, pattern);
  const path = displayPath(absolute, search.cwd);
  const found = await statOf(absolute);
  if (!(found instanceof Error) && search.isIgnored(absolute)) search.skipped.set(path, 'ignored by the configuration');
  else if (found instanceof Error) {
    if (codeOf(found) === 'ENOENT' && hasMagic(pattern)) await findGlob(pattern, search);
    else search.problems.set(path, describeError(found));
  } else if (found.isDirectory()) {
    search.folders.add(path);
    await walk(absolute, search, {
      folder: path,
      accepts: isFoundInFolders,
      enters: () => true,
    });
  } else if (!found.isFile() && !found.isFIFO()) {
    search.problems.set(path, 'is neither a file nor a folder');
  } else addFile(absolute, search, true);
}

interface Walk {
  /** The named folder being searched; undefined for a glob. */
  readonly folder: string | undefined;
  readonly accepts: (absolute: string) => boolean;
  readonly enters: (absolute: string) => boolean;
}

/** Goes through a folder without recursion. Links to folders are not entered, so no loop of links is ever followed. */
async function walk(root: string, search: Search, options: Walk): Promise<void> {
  const waiting = [root];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const entry of await entriesOf(folder, search)) {
      const absolute = resolve(folder, entry.name);
      if (neverEntered.has(entry.name) || search.isIgnored(absolute)) continue;
      if (entry.isDirectory()) {
        if (options.enters(absolute)) waiting.push(absolute);
      } else if (entry.isSymbolicLink()) await meetLink(absolute, root, search, options);
      else if (entry.isFile() && options.accepts(absolute)) addFile(absolute, search, false, options.folder);
    }
  }
}

async function entriesOf(folder: string, search: Search): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    search.problems.set(displayPath(folder, search.cwd), describeError(error));
    return [];
  }
}

async function meetLink(absolute: string, root: string, search: Search, options: Walk): Promise<void> {
  const found = await statOf(absolute);
  const path = displayPath(absolute, search.cwd);
  if (found instanceof Error) {
    if (options.accepts(absolute)) search.problems.set(path, `is a link that leads nowhere (${describeError(found)})`);
  } else if (found.isDirectory()) {
    const target = await realpath(absolute);
    const isInside = `${target}${sep}`.startsWith(`${await realpath(root)}${sep}`);
    if (!isInside && options.enters(absolute))
      search.skipped.set(path, 'a link to another folder; name it to have it read');
  } else if (found.isFile() && options.accepts(absolute)) search.links.push({ absolute, folder: options.folder });
}

async function addLinks(search: Search): Promise<void> {
  if (search.links.length === 0) return;
  const known = new Set(await Promise.all([...search.files.keys()].map((file) => realpath(file).catch(() => file))));
  for (const { absolute, folder } of search.links.sort((a, b) => (a.absolute < b.absolute ? -1 : 1))) {
    const target = await realpath(absolute);
    if (!known.has(target)) addFile(absolute, search, false, folder);
    known.add(target);
  }
}

async function findGlob(pattern: string, search: Search): Promise<void> {
  const posix = sep === '\\' ? pattern.replaceAll('\\', '/') : pattern;
  const parts = posix.split('/');
  const firstMagic = parts.findIndex(hasMagic);
  const base = resolve(search.cwd, parts.slice(0, firstMagic).join('/') || (posix.startsWith('/') ? '/' : '.'));
  const { Minimatch } = minimatch();
  const glob = new Minimatch(parts.slice(firstMagic).join('/'), globOptions);
  const below = (absolute: string): string => toPosix(relative(base, absolute));
  // `**/*.policy` asks for that extension; `policies/**` for whatever a folder search would find.
  const anyKind = /\.[^/*?]+$/.test(posix);
  let matched = 0;
  const accepts = (file: string): boolean => {
    const fits = (anyKind || isFoundInFolders(file)) && glob.match(below(file));
    if (fits) matched++;
    return fits;
  };
  if (!((await statOf(base)) instanceof Error)) {
    await walk(base, search, { folder: undefined, accepts, enters: (folder) => glob.match(below(folder), true) });
  }
  if (matched === 0) search.problems.set(pattern, 'matches no file');
}

function addFile(absolute: string, search: Search, named: boolean, folder?: string): void {
  const known = search.files.get(absolute);
  const folders = new Set([...(known?.folders ?? []), ...(folder === undefined ? [] : [folder])]);
  search.files.set(absolute, {
    path: displayPath(absolute, search.cwd),
    absolute,
    kind: kindOfFile(absolute) ?? 'json',
    named: named || known?.named === true,
    folders: [...folders],
  });
}

function makeIgnore(patterns: readonly string[], base: string): (absolute: string) => boolean {
  if (patterns.length === 0) return () => false;
  const { Minimatch } = minimatch();
  const globs = patterns.map((pattern) => {
    const whole = pattern.replace(/^\.?\/(?=.)/, '').replace(/(?<=.)\/$/, '');
    return { glob: new Minimatch(whole, globOptions), anywhere: !/\/./.test(pattern) };
  });
  const matches = (path: string): boolean =>
    globs.some(({ glob, anywhere }) => glob.match(path) || (anywhere && glob.match(basename(path))));
  return (absolute) => {
    const parts = toPosix(relative(base, absolute)).split('/');
    return parts.some((_, index) => matches(parts.slice(0, index + 1).join('/')));
  };
}

function hasMagic(pattern: string): boolean {
  return /[*?[\]{}]|[!+@]\(/.test(pattern);
}

async function statOf(path: string): Promise<Stats | Error> {
  try {
    return await stat(path);
  } catch (error) {
    return error as Error;
  }
}

/**
 * Reads a file that `findInputs` found; of a CSV only its beginning. Throws an InputError whose message is a predicate
 * ("cannot be read: permission denied"). Synchronous: for thousands of small files waiting for the thread pool costs
 * more than the reading.
 */
export function readInput({ absolute, kind }: Pick<InputFile, 'absolute' | 'kind'>): Uint8Array {
  try {
    return kind === 'csv' ? readStart(absolute) : readWhole(absolute);
  } catch (error) {
    throw error instanceof InputError ? error : new InputError(describeError(error));
  }
}

function readWhole(absolute: string): Uint8Array {
  const file = openSync(absolute, 'r');
  try {
    if (fstatSync(file).size > maxBytes) throw new InputError(`is larger than ${maxBytes / 1024 / 1024} MiB`);
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

function readStart(absolute: string): Uint8Array {
  const file = openSync(absolute, 'r');
  try {
    const buffer = new Uint8Array(csvBytes);
    const bytesRead = readSync(file, buffer, 0, csvBytes, null);
    const start = buffer.subarray(0, bytesRead);
    // Cut at a line's end, never inside a character.
    return bytesRead < csvBytes ? start : start.subarray(0, start.lastIndexOf(0x0a) + 1 || bytesRead);
  } finally {
    closeSync(file);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  EACCES: 'cannot be read: permission denied',
  EPERM: 'cannot be read: permission denied',
  ELOOP: 'cannot be read: its links lead in a circle',
  EISDIR: 'is a folder',
  ENAMETOOLONG: 'is too long a name',
};

function describeError(error: unknown): string {
  const code = codeOf(error);
  return reasons[code] ?? `cannot be read (${code || String(error)})`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** The files of a lint run: paths, folders, globs, and standard input. */
import { resolve } from 'node:path';
import { isIgnored, type Config } from '../config/config.ts';
import { InputError } from '../errors.ts';
import type { Arguments, Io } from './command.ts';
import { displayPath } from './display-path.ts';
import { findInputs, readInput, type InputFile as FoundFile } from './inputs.ts';

export interface InputFile {
  readonly path: string;
  /** Absent for standard input. */
  readonly found?: FoundFile;
  readonly named: boolean;
}

export interface Gathered {
  readonly files: readonly InputFile[];
  /** Folders that were named. */
  readonly folders: readonly string[];
  readonly problems: readonly { readonly path: string; readonly message: string }[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

/** Without a path the working directory, or standard input when that has a name. */
export async function gatherFiles(
  words: readonly string[],
  args: Arguments,
  config: Config,
  io: Io,
): Promise<Gathered> {
  const patterns = words.filter((word) => word !== '-');
  const fromStdin = patterns.length < words.length || args.has('stdin-filename');
  const stdin = fromStdin ? gatherStdin(args, config, io) : undefined;
  if (stdin && patterns.length === 0) return stdin;
  const { ignore, place } = config;
  const { files, folders, problems, skipped } = await findInputs(patterns.length > 0 ? patterns : ['.'], {
    cwd: io.cwd,
    ...(ignore && { ignore: ignore.patterns }),
    ...(place && { ignoreBase: place.dir }),
  });
  const given = files.map((found) => ({ path: found.path, named: found.named, found }));
  return {
    files: [...(stdin?.files ?? []), ...given],
    folders,
    problems,
    skipped: [...(stdin?.skipped ?? []), ...skipped],
  };
}

function gatherStdin(args: Arguments, config: Config, io: Io): Gathered {
  const path = displayPath(resolve(io.cwd, args.text('stdin-filename') ?? 'stdin.json'), io.cwd);
  const ignored = args.has('stdin-filename') && isIgnored(config, path);
  return {
    files: ignored ? [] : [{ path, named: true }],
    folders: [],
    problems: [],
    skipped: ignored ? [{ path, reason: 'ignored by the configuration' }] : [],
  };
}

/** The bytes, or why there are none, as a predicate. */
export async function readBytes(file: InputFile, io: Io): Promise<Uint8Array | string> {
  if (file.found === undefined) return await io.readStdin();
  try {
    return readInput(file.found);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

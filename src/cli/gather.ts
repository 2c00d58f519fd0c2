/** The files of a lint run: paths, folders, globs, and standard input. */
import type { Config } from '../config/config.ts';
import { InputError } from '../errors.ts';
import type { Arguments, Io } from './command.ts';
import { findInputs, readInput, type InputFile as FoundFile } from './inputs.ts';

export interface InputFile {
  readonly path: string;
  /** Absent for standard input. */
  readonly found?: FoundFile;
  readonly named: boolean;
}

export interface Gathered {
  readonly files: readonly InputFile[];
  readonly problems: readonly { readonly path: string; readonly message: string }[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

/** Without a path the working directory. */
export async function gatherFiles(args: Arguments, config: Config, io: Io): Promise<Gathered> {
  const patterns = args.positionals.filter((word) => word !== '-');
  const fromStdin = args.positionals.includes('-');
  const stdin: InputFile = { path: args.text('stdin-filename') ?? 'stdin.json', named: true };
  if (fromStdin && patterns.length === 0) return { files: [stdin], problems: [], skipped: [] };
  const { ignore, place } = config;
  const { files, problems, skipped } = await findInputs(patterns.length > 0 ? patterns : ['.'], {
    cwd: io.cwd,
    ...(ignore && { ignore: ignore.patterns }),
    ...(place && { ignoreBase: place.dir }),
  });
  const given = files.map((found) => ({ path: found.path, named: found.named, found }));
  return { files: fromStdin ? [stdin, ...given] : given, problems, skipped };
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

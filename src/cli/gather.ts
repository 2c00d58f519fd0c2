/** The files of a lint run: paths, folders, globs, and standard input. */
import { readFileSync } from 'node:fs';
import type { Config } from '../config/config.ts';
import type { Arguments, Io } from './command.ts';
import { findInputs } from './inputs.ts';

export interface InputFile {
  readonly path: string;
  /** Absent for standard input. */
  readonly absolute?: string;
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
  return { files: fromStdin ? [stdin, ...files] : files, problems, skipped };
}

/** The bytes, or why there are none, as a predicate. */
export async function readBytes({ absolute }: InputFile, io: Io): Promise<Uint8Array | string> {
  if (absolute === undefined) return await io.readStdin();
  try {
    return readFileSync(absolute);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'error';
    return `cannot be read (${code})`;
  }
}

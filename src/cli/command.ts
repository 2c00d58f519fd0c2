/** What a command is, and the only world it sees: tests pass their own. */

export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: (text: string) => void | Promise<void>;
  readonly stderr: (text: string) => void;
  /** Whole of standard input. */
  readonly readStdin: () => Promise<Uint8Array>;
  /** Standard input line by line, for batches. */
  readonly stdinLines: () => AsyncIterable<string>;
  /** Asks a person, on standard error. */
  readonly prompt: (question: string) => Promise<string>;
  readonly stdoutIsTerminal: boolean;
  readonly stderrIsTerminal: boolean;
  /** Columns of the terminal, 80 when unknown. */
  readonly columns: number;
  readonly now: () => Date;
  /** Aborted on Ctrl-C. */
  readonly signal: AbortSignal;
}

export interface Flag {
  readonly type: 'boolean' | 'string';
  readonly multiple?: boolean;
  /** The value may be left out; it is then empty. */
  readonly optional?: boolean;
  readonly short?: string;
  /** Placeholder in help, e.g. `FILE`. */
  readonly value?: string;
  /** What is allowed, when that is a short list: checked before the command runs. */
  readonly choices?: readonly string[];
  readonly description: string;
}

export type Flags = Readonly<Record<string, Flag>>;

export interface Arguments {
  readonly positionals: readonly string[];
  text(name: string): string | undefined;
  list(name: string): readonly string[];
  has(name: string): boolean;
  /** A whole number of at least `least`, or a UsageError. */
  number(name: string, least: number): number | undefined;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  /** After the program's name, e.g. `lint [paths ...]`. */
  readonly usage: string;
  readonly flags: Flags;
  /** Exit status. UsageError and InputError are printed by the caller and end with 2. */
  run(args: Arguments, io: Io): Promise<number>;
}

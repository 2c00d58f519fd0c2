/** Runs the command line in this process with streams and environment of its own. */
import type { Io } from '../../src/cli/command.ts';
import { main } from '../../src/cli/main.ts';

export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd: string;
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly columns?: number;
  readonly isTerminal?: boolean;
  /** Ctrl-C. */
  readonly signal?: AbortSignal;
}

export async function runCli(argv: readonly string[], options: CliOptions): Promise<CliResult> {
  let stdout = '';
  let stderr = '';
  const stdin =
    typeof options.stdin === 'string' ? new TextEncoder().encode(options.stdin) : (options.stdin ?? new Uint8Array());
  const io: Io = {
    cwd: options.cwd,
    env: options.env ?? {},
    stdout: (text) => void (stdout += text),
    stderr: (text) => void (stderr += text),
    readStdin: () => Promise.resolve(stdin),
    stdinLines: async function* () {
      for (const line of (await Promise.resolve(new TextDecoder().decode(stdin))).split('\n'))
        if (line !== '') yield line;
    },
    prompt: () => Promise.resolve(''),
    stdoutIsTerminal: options.isTerminal ?? false,
    stderrIsTerminal: options.isTerminal ?? false,
    columns: options.columns ?? 100,
    now: () => new Date('2026-11-01T00:00:00Z'),
    signal: options.signal ?? new AbortController().signal,
  };
  const code = await main(argv, io);
  return { code, stdout, stderr };
}

/** A world for commands that keeps what they print. */
import type { Io } from '../../src/cli/command.ts';

export interface MemoryIo extends Io {
  readonly out: () => string;
  readonly err: () => string;
}

export function newIo({ cwd, lines = [] }: { cwd: string; lines?: readonly string[] }): MemoryIo {
  let out = '';
  let err = '';
  return {
    cwd,
    env: {},
    stdout: (text) => {
      out += text;
    },
    stderr: (text) => {
      err += text;
    },
    readStdin: () => Promise.resolve(Buffer.from(lines.join('\n'))),
    // eslint-disable-next-line @typescript-eslint/require-await -- an async generator of known lines
    stdinLines: async function* () {
      yield* lines;
    },
    prompt: () => Promise.resolve(''),
    stdoutIsTerminal: false,
    stderrIsTerminal: false,
    columns: 80,
    now: () => new Date('2026-01-01T00:00:00Z'),
    signal: new AbortController().signal,
    out: () => out,
    err: () => err,
  };
}

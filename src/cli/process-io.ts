/** The real world: the only module that touches `process`. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Io } from './command.ts';

export function processIo(): Io {
  const { stdin, stdout, stderr, env } = process;
  // The AWS SDK's notice about old versions of Node is for its own users, not for ours.
  env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const interrupt = new AbortController();
  // A reader that closes early (`| head`) is no error of ours.
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      process.exit();
    });
  }
  return {
    cwd: process.cwd(),
    env,
    stdout: async (text) => {
      if (!stdout.write(text)) await once(stdout, 'drain');
    },
    stderr: (text) => void stderr.write(text),
    readStdin: async () => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of stdin) chunks.push(chunk as Uint8Array);
      return Buffer.concat(chunks);
    },
    stdinLines: () => createInterface({ input: stdin, crlfDelay: Infinity }),
    prompt: async (question) => {
      const { createInterface: openPrompt } = await import('node:readline/promises');
      const asking = openPrompt({ input: stdin, output: stderr });
      try {
        return await asking.question(question);
      } finally {
        asking.close();
      }
    },
    stdoutIsTerminal: stdout.isTTY,
    stderrIsTerminal: stderr.isTTY,
    columns: stdout.columns || 80,
    now: () => new Date(),
    get signal() {
      // Listening only when somebody asks keeps Ctrl-C immediate for every other command.
      process.once('SIGINT', () => { interrupt.abort(); }); // prettier-ignore
      return interrupt.signal;
    },
  };
}

/** Batches: JSON Lines in, JSON Lines out, in order and with flat memory. */
import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { InputError } from '../errors.ts';
import type { Io } from './command.ts';
import { displayPath, reasonOf } from './policy-file.ts';

/** Answers each line of the batch; a line that cannot be decided gets `error` and does not stop the others. */
export async function answerCases(
  path: string,
  io: Io,
  decide: (value: unknown) => Readonly<Record<string, unknown>>,
): Promise<number> {
  let failed = false;
  let pending: string[] = [];
  const flush = async (): Promise<void> => {
    if (pending.length > 0) await io.stdout(pending.join(''));
    pending = [];
  };
  for await (const line of linesOf(path, io)) {
    const answer = answerLine(line, decide);
    failed ||= 'error' in answer;
    pending.push(`${JSON.stringify(answer)}\n`);
    if (pending.length >= 64) await flush();
  }
  await flush();
  return failed ? 1 : 0;
}

function answerLine(
  line: string,
  decide: (value: unknown) => Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(line.startsWith('\uFEFF') ? line.slice(1) : line);
  } catch {
    return { error: { message: 'the line is no JSON' } };
  }
  const id = idOf(value);
  try {
    return { ...id, ...decide(value) };
  } catch (error) {
    // Whatever goes wrong with one case, the others are still answered.
    return { ...id, error: { message: error instanceof Error ? error.message : String(error) } };
  }
}

function idOf(value: unknown): { readonly id?: unknown } {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'id')
    ? { id: (value as { id: unknown }).id }
    : {};
}

async function* linesOf(path: string, io: Io): AsyncIterable<string> {
  if (path === '-') {
    yield* io.stdinLines();
    return;
  }
  const stream = createReadStream(resolve(io.cwd, path), 'utf8');
  const lines = createInterface({ input: stream, crlfDelay: Infinity });
  const failure = new Promise<never>((_, reject) => {
    stream.once('error', (error) => {
      reject(new InputError(`${displayPath(path, io.cwd)}: ${reasonOf(error)}`, { cause: error }));
    });
  });
  failure.catch(() => undefined);
  const iterator = lines[Symbol.asyncIterator]();
  for (;;) {
    const next = await Promise.race([iterator.next(), failure]);
    if (next.done === true) return;
    yield next.value;
  }
}

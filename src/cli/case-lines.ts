/** Batches: JSON Lines in, JSON Lines out, in order and with flat memory. */
import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { InputError } from '../errors.ts';
import type { Io } from './command.ts';
import { displayPath } from './display-path.ts';
import { reasonOf } from './policy-file.ts';

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
  let blank = 0;
  for await (const line of path === '-' ? io.stdinLines() : fileLines(path, io)) {
    if (line.trim() === '') {
      blank++;
      continue;
    }
    // Empty lines between cases are lines without a case; at the end they are just the end.
    for (; blank > 0; blank--) yield '';
    yield line;
  }
}

async function* fileLines(path: string, io: Io): AsyncIterable<string> {
  let rest = '';
  try {
    for await (const chunk of createReadStream(resolve(io.cwd, path), 'utf8')) {
      const lines = (rest + String(chunk)).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (error) {
    throw new InputError(`${displayPath(path, io.cwd)}: ${reasonOf(error)}`, { cause: error });
  }
  if (rest !== '') yield rest;
}

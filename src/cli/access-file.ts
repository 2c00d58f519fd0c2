/** `check access-not-granted --access FILE`: what must not be granted, as the batch format writes it. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { decodeText } from '../document/decode.ts';
import { readJson } from '../document/json.ts';
import { InputError } from '../errors.ts';
import { readAccess } from '../semantics/check-case.ts';
import type { Access } from '../semantics/compare/checks.ts';
import { displayPath } from './display-path.ts';
import { reasonOf } from './policy-file.ts';

/** Reads `[{"actions": [...], "resources": [...]}]`; throws InputError naming the file. */
export async function loadAccess(path: string, cwd: string): Promise<readonly Access[]> {
  const file = displayPath(path, cwd);
  const bytes = await readFile(resolve(cwd, path)).catch((error: unknown) => {
    throw new InputError(`${file}: ${reasonOf(error)}`, { cause: error });
  });
  const decoded = decodeText(bytes);
  if ('problem' in decoded) throw new InputError(`${file} ${decoded.message}`);
  const { value, syntaxError, duplicates } = readJson(decoded.text, { file });
  if (syntaxError !== undefined)
    throw new InputError(`${file}:${syntaxError.location.line ?? 1}: ${syntaxError.message}`);
  const [twice] = duplicates;
  if (twice !== undefined) throw new InputError(`${file}: ${JSON.stringify(twice.key)} stands there twice`);
  try {
    refuseUnknown(value);
    return readAccess(value);
  } catch (error) {
    throw error instanceof InputError ? new InputError(`${file}: ${error.message}`, { cause: error }) : error;
  }
}

/** A misspelt member would silently widen what the entry forbids. */
function refuseUnknown(value: unknown): void {
  if (!Array.isArray(value)) return;
  for (const [at, entry] of (value as readonly unknown[]).entries()) {
    if (typeof entry !== 'object' || entry === null) continue;
    const unknown = Object.keys(entry).find((name) => name !== 'actions' && name !== 'resources');
    if (unknown !== undefined)
      throw new InputError(`access[${at}] has ${JSON.stringify(unknown)}; known are actions and resources`);
  }
}

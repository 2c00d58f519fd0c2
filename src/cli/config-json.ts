/** A configuration in JSON or JSONC, with the place of every value. */
import { readJson } from '../document/json.ts';
import { UsageError } from '../errors.ts';
import type { Location } from '../finding.ts';
import type { Path } from '../policy/place.ts';

type Position = Omit<Location, 'file' | 'pointer'>;

export interface ParsedConfig {
  readonly value: unknown;
  readonly locate: (pointer: string) => Position | undefined;
}

/** More levels than any configuration has. */
const deepest = 64;

/** `file` names the configuration in errors. Comments and trailing commas only with `withComments` (JSONC). */
export function parseConfigText(text: string, file: string, withComments: boolean): ParsedConfig {
  const { value, syntaxError, duplicates, locate, range } = readJson(text, { jsonc: withComments });
  if (syntaxError?.kind === 'empty') throw new UsageError(`The configuration ${file} is empty; write at least {}.`);
  if (syntaxError?.kind === 'depth' || depthOf(value) > deepest) {
    throw new UsageError(`The configuration ${file} is nested more than ${deepest} levels deep.`);
  }
  if (syntaxError) {
    throw new UsageError(
      `The configuration ${file}${where(syntaxError.location)} is not valid JSON: ${syntaxError.message}`,
    );
  }
  const [twice] = duplicates;
  if (twice) {
    throw new UsageError(
      `The configuration ${file}${where(twice.second)} has ${JSON.stringify(twice.key)} twice in one object.`,
    );
  }
  const position = (pointer: string): Position | undefined => {
    const path = pathOfPointer(pointer);
    if (!range(path, 'value')) return undefined;
    const { line, column, endLine, endColumn } = locate(path);
    return {
      ...(line !== undefined && { line }),
      ...(column !== undefined && { column }),
      ...(endLine !== undefined && { endLine }),
      ...(endColumn !== undefined && { endColumn }),
    };
  };
  return { value, locate: position };
}

function where({ line, column }: Location): string {
  return line === undefined ? '' : `:${line}:${column ?? 1}`;
}

/** Not recursive: the text may be a stranger's. */
function depthOf(value: unknown): number {
  let level = [value];
  let depth = 0;
  while (level.length > 0) {
    level = level.flatMap((one): unknown[] => (typeof one === 'object' && one !== null ? Object.values(one) : []));
    depth++;
  }
  return depth;
}

/** RFC 6901 back to a path; list indexes stay text, which finds the same. */
function pathOfPointer(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'))
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

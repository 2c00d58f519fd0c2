/** Reads CloudTrail logs from a folder or a file, one file in memory at a time. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { createGunzip, gunzip } from 'node:zlib';
import { InputError } from '../errors.ts';
import { readCloudTrail, type CloudTrailOptions } from '../usage/cloudtrail.ts';
import type { RecordedSource } from '../usage/cloudtrail-source.ts';
import { displayPath } from './display-path.ts';
import { reasonOf } from './system-reason.ts';

const unzip = promisify(gunzip);

/** Delivered log files have a few megabytes; what is larger than this, unpacked, is skipped. */
export const mostBytes = 256 * 1024 * 1024;

/** Folders that CloudTrail delivers beside the log, with no events in them. */
const noEvents: ReadonlySet<string> = new Set(['CloudTrail-Digest', 'CloudTrail-Insight']);

/** The usage in a folder of `.json.gz`, `.json` and `.jsonl` files, found at any depth, or in one such file. */
export async function loadCloudTrail(
  path: string,
  cwd: string,
  options: CloudTrailOptions & { readonly signal?: AbortSignal },
): Promise<RecordedSource> {
  const reader = readCloudTrail(options);
  const files = await findLogs(resolve(cwd, path), displayPath(resolve(cwd, path), cwd));
  // The next file is unpacked by another thread while this one is read.
  let next = unpackAt(files, 0);
  for (const [index, file] of files.entries()) {
    options.signal?.throwIfAborted();
    const bytes = await next;
    next = unpackAt(files, index + 1);
    const name = displayPath(file, cwd);
    if (bytes instanceof Uint8Array) reader.addFile(name, bytes);
    else if (bytes) reader.addBroken(name, bytes.reason);
  }
  return reader.finish();
}

/** Sorted, so that the same folder gives the same report. Symbolic links are not followed. */
async function findLogs(full: string, name: string): Promise<readonly string[]> {
  try {
    if (!(await stat(full)).isDirectory()) return [full];
    const files = (await listLogs(full)).sort();
    if (files.length === 0) throw new InputError(`${name} holds no CloudTrail log: no .json.gz, .json or .jsonl file`);
    return files;
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${name}: ${reasonOf(error)}`, { cause: error });
  }
}

async function listLogs(root: string): Promise<string[]> {
  const files: string[] = [];
  const folders = [root];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (entry.isDirectory() && !noEvents.has(entry.name)) folders.push(join(folder, entry.name));
      else if (entry.isFile() && /\.jsonl?(?:\.gz)?$/.test(entry.name)) files.push(join(folder, entry.name));
    }
  }
  return files;
}

type Unpacked = Uint8Array | { readonly reason: string };

function unpackAt(files: readonly string[], index: number): Promise<Unpacked> | undefined {
  const file = files[index];
  return file === undefined ? undefined : unpack(file);
}

/** The bytes, or why there are none. Never rejects: it runs ahead of the one who waits. */
async function unpack(file: string): Promise<Unpacked> {
  try {
    if ((await stat(file)).size > mostBytes) return { reason: tooLarge };
    const bytes = await readFile(file);
    const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
    if (!isPacked) return basename(file).endsWith('.gz') ? { reason: 'is no gzip file' } : bytes;
    const size = bytes.length < 8 ? 0 : bytes.readUInt32LE(bytes.length - 4);
    if (size > largeBytes && size <= mostBytes) return await unzipInto(Buffer.allocUnsafe(size), bytes);
    return await unzip(bytes, { maxOutputLength: mostBytes, chunkSize: 1024 * 1024 });
  } catch (error) {
    return { reason: unpackReason(error) };
  }
}

/** Unzipping at once holds the parts and the whole beside each other for a moment: too much for what is larger. */
const largeBytes = 24 * 1024 * 1024;

/** Unpacks to where the size at the end of a gzip file says it fits, or to more when that was wrong. */
async function unzipInto(space: Buffer, packed: Uint8Array): Promise<Uint8Array> {
  const stream = createGunzip({ chunkSize: 1024 * 1024 });
  stream.end(packed);
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (length + chunk.length > mostBytes) throw Object.assign(new Error(tooLarge), { code: 'ERR_BUFFER_TOO_LARGE' });
    if (length + chunk.length > space.length)
      space = Buffer.concat([space], Math.min(2 * (length + chunk.length), mostBytes));
    chunk.copy(space, length);
    length += chunk.length;
  }
  return space.subarray(0, length);
}

const tooLarge = `has more than ${mostBytes / 1024 / 1024} MiB; skipped`;

function unpackReason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ERR_BUFFER_TOO_LARGE') return tooLarge;
  if (code === 'Z_BUF_ERROR') return 'ends in the middle of the gzip data';
  return code.startsWith('Z_') ? 'has broken gzip data' : `cannot be read: ${reasonOf(error)}`;
}

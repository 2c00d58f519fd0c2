/** Reads a snapshot from one JSON file, or from a directory with one file a part. What the parts mean is snapshot.ts's. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Origin } from '../account/origin.ts';
import { isMembers } from '../account/shape.ts';
import type { SnapshotParts } from '../account/snapshot.ts';
import { InputError } from '../errors.ts';
import { displayPath } from './display-path.ts';
import { keepHeapSmall } from './heap.ts';
import { decodeText, parseJson } from './snapshot-text.ts';

export interface LoadedSnapshot {
  readonly parts: SnapshotParts;
  /** With `/`; relative to the working directory, absolute outside it. */
  readonly file: string;
  readonly isSingleFile: boolean;
  /** Where parts stand that are not members of one bundle file: hand it to readSnapshot with `file`. */
  readonly origins?: Readonly<Record<string, Origin>>;
}

/** Loads the parts of a snapshot; `readSnapshot(loaded.parts, loaded)` makes the account of them. */
export async function loadSnapshotParts(path: string, cwd: string): Promise<LoadedSnapshot> {
  const full = resolve(cwd, path);
  const file = displayPath(full, cwd);
  try {
    return (await stat(full)).isDirectory() ? await loadDirectory(full, file) : await loadFile(full, file);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${file}: ${systemReason(error)}`, { cause: error });
  }
}

/** Bytes. */
const largeSnapshot = 8 * 2 ** 20;

async function loadFile(full: string, file: string): Promise<LoadedSnapshot> {
  if ((await stat(full)).size > largeSnapshot) keepHeapSmall();
  const value = await readJson(full, file);
  if (!isMembers(value)) throw new InputError(`${file} is no snapshot: its top level is no JSON object`);
  return { parts: value, file, isSingleFile: true };
}

/** Parts by the names their files may have, without ending; the plain names of AWS CLI commands are among them. */
const fileNames: Readonly<Record<string, readonly string[]>> = {
  authorizationDetails: ['account-authorization-details', 'authorization-details'],
  accountSummary: ['account-summary'],
  passwordPolicy: ['password-policy', 'account-password-policy'],
  organizationsFeatures: ['organizations-features'],
  virtualMfaDevices: ['virtual-mfa-devices'],
  serverCertificates: ['server-certificates'],
  samlProviders: ['saml-providers'],
  openIdConnectProviders: ['open-id-connect-providers'],
  accountAliases: ['account-aliases'],
  mfaDevices: ['mfa-devices'],
  accessAnalyzer: ['access-analyzer'],
  accessAdvisor: ['access-advisor'],
  organization: ['organization'],
  notCollected: ['not-collected'],
  proton: ['proton'],
};

/** What is found on the way through a directory. */
interface Findings {
  readonly parts: Map<string, unknown>;
  readonly origins: Map<string, Origin>;
  readonly notCollected: { readonly part: string; readonly reason: string }[];
}

async function loadDirectory(full: string, file: string): Promise<LoadedSnapshot> {
  const names = new Set(await readdir(full));
  const found: Findings = { parts: new Map(), origins: new Map(), notCollected: [] };
  const details = pickFile(names, 'authorizationDetails');
  if (details === undefined)
    throw new InputError(`${file} is no snapshot: it holds no account-authorization-details.json`);
  if ((await stat(join(full, details))).size > largeSnapshot) keepHeapSmall();
  // Without this one there is nothing to judge: its error is the run's.
  found.parts.set('authorizationDetails', await readJson(join(full, details), pathIn(file, details)));
  found.origins.set('authorizationDetails', { file: pathIn(file, details), pointer: '' });
  for (const part of Object.keys(fileNames)) {
    const name = part === 'authorizationDetails' ? undefined : pickFile(names, part);
    if (name !== undefined) await take(found, part, file, name, () => readJson(join(full, name), name));
  }
  await takeMeta(found, full, file, names);
  await takeCredentialReport(found, full, file, names);
  if (names.has('access-advisor')) await takeAccessAdvisor(found, join(full, 'access-advisor'));
  const collected = found.parts.get('notCollected');
  const notCollected = [...(Array.isArray(collected) ? (collected as unknown[]) : []), ...found.notCollected];
  if (notCollected.length > 0) found.parts.set('notCollected', notCollected);
  return {
    parts: Object.fromEntries(found.parts),
    file,
    isSingleFile: false,
    origins: Object.fromEntries(found.origins),
  };
}

function pickFile(names: ReadonlySet<string>, part: string): string | undefined {
  const stems = fileNames[part] ?? [];
  return stems
    .flatMap((stem) => [`${stem}.json`, `get-${stem}.json`, `list-${stem}.json`])
    .find((name) => names.has(name));
}

/** Takes one part; when its file is broken, the rest goes on and the reader of the parts says why this one is absent. */
async function take(
  found: Findings,
  part: string,
  dir: string,
  name: string,
  read: () => Promise<unknown>,
): Promise<void> {
  try {
    found.parts.set(part, await read());
    found.origins.set(part, { file: pathIn(dir, name), ...(name.endsWith('.json') && { pointer: '' }) });
  } catch (error) {
    found.notCollected.push({
      part,
      reason: error instanceof InputError ? error.message : `${name}: ${systemReason(error)}`,
    });
  }
}

async function takeMeta(found: Findings, full: string, dir: string, names: ReadonlySet<string>): Promise<void> {
  if (!names.has('meta.json')) return;
  await take(found, 'meta', dir, 'meta.json', () => readJson(join(full, 'meta.json'), 'meta.json'));
  const meta = found.parts.get('meta');
  found.parts.delete('meta');
  found.origins.delete('meta');
  if (meta === undefined) return;
  if (!isMembers(meta)) found.notCollected.push({ part: 'meta', reason: 'meta.json is no JSON object' });
  else
    for (const key of ['bundleVersion', 'accountId', 'collectedAt'])
      if (Object.hasOwn(meta, key)) found.parts.set(key, meta[key]);
}

async function takeCredentialReport(
  found: Findings,
  full: string,
  dir: string,
  names: ReadonlySet<string>,
): Promise<void> {
  const name = ['credential-report.csv', 'credential-report.json', 'get-credential-report.json'].find((it) =>
    names.has(it),
  );
  if (name === undefined) return;
  await take(found, 'credentialReportCsv', dir, name, async () => {
    if (name.endsWith('.csv')) return decodeText(await readFile(join(full, name)), name);
    const report = await readJson(join(full, name), name);
    const content = isMembers(report) && Object.hasOwn(report, 'Content') ? report['Content'] : undefined;
    if (typeof content !== 'string') throw new InputError(`${name} has no text Content`);
    return decodeText(Buffer.from(content, 'base64'), name);
  });
}

/** Reports by ARN: each carries its own, else the file's name is the ARN. */
async function takeAccessAdvisor(found: Findings, full: string): Promise<void> {
  const reports: [string, unknown][] = [];
  const fail = (reason: string): void => void found.notCollected.push({ part: 'accessAdvisor', reason });
  try {
    const names = (await readdir(full)).filter((name) => name.endsWith('.json')).sort();
    for (const name of names) {
      try {
        const report = await readJson(join(full, name), `access-advisor/${name}`);
        reports.push([arnOf(report, name), report]);
      } catch (error) {
        fail(error instanceof InputError ? error.message : `access-advisor/${name}: ${systemReason(error)}`);
      }
    }
  } catch (error) {
    fail(`access-advisor: ${systemReason(error)}`);
  }
  if (reports.length > 0) found.parts.set('accessAdvisor', Object.fromEntries(reports));
}

function arnOf(report: unknown, name: string): string {
  const arn = isMembers(report) && Object.hasOwn(report, 'Arn') ? report['Arn'] : undefined;
  if (typeof arn === 'string' && arn !== '') return arn;
  try {
    return decodeURIComponent(name.slice(0, -'.json'.length));
  } catch {
    throw new InputError(`access-advisor/${name} has no Arn`);
  }
}

async function readJson(full: string, name: string): Promise<unknown> {
  return parseJson(decodeText(await readFile(full), name), name);
}

function pathIn(dir: string, name: string): string {
  return dir === '.' ? name : `${dir}/${name}`;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  EACCES: 'permission denied',
  EISDIR: 'is a directory',
  ENOTDIR: 'not a directory',
  ELOOP: 'too many symbolic links',
};

function systemReason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return (
    (Object.hasOwn(reasons, code) ? reasons[code] : undefined) ?? `cannot be read${code === '' ? '' : ` (${code})`}`
  );
}

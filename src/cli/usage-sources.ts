/** `--usage KIND=PATH`: where it is told what principals use. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Account } from '../account/model.ts';
import { nearest } from '../catalog/suggest.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { InputError, UsageError } from '../errors.ts';
import { advisorOfAccount, creationDates } from '../usage/advisor.ts';
import type { UsageSource } from '../usage/usage.ts';
import type { Io } from './command.ts';
import { displayPath } from './display-path.ts';
import { decodeText } from './snapshot-text.ts';
import { reasonOf } from './system-reason.ts';

export interface UsageSetting {
  readonly account: Account;
  readonly catalog: Catalog;
  readonly now: Date;
}

type Loader = (path: string, setting: UsageSetting, io: Io) => Promise<UsageSource>;

const loaders: Readonly<Record<string, Loader>> = {
  advisor: async (path, { account, now }, io) => {
    const { loadAdvisor } = await import('./advisor-files.ts');
    return await loadAdvisor(path, io.cwd, { createdOf: creationDates(account), now });
  },
  cloudtrail: async (path, { account, catalog, now }, io) => {
    const { loadCloudTrail } = await import('./usage-files.ts');
    return await loadCloudTrail(path, io.cwd, { catalog, now, account: account.id, signal: io.signal });
  },
  table: async (path, { account, catalog, now }, io) => {
    const { readUsageTable } = await import('../usage/table.ts');
    const full = resolve(io.cwd, path);
    const file = displayPath(full, io.cwd);
    const bytes = await readFile(full).catch((error: unknown) => {
      throw new InputError(`${file}: ${reasonOf(error)}`, { cause: error });
    });
    return readUsageTable(decodeText(bytes, file), { file, catalog, now, account: account.id });
  },
};

/** Kinds of usage data, for help. */
export const usageKinds: readonly string[] = Object.keys(loaders);

/** Throws UsageError for what is no `KIND=PATH`, before any work is done. */
export function parseUsageFlags(
  values: readonly string[],
): readonly { readonly kind: string; readonly path: string }[] {
  return values.map((value) => {
    const equals = value.indexOf('=');
    const [kind, path] = [value.slice(0, Math.max(equals, 0)), value.slice(equals + 1)];
    if (equals < 0 || path === '')
      throw new UsageError(`--usage takes KIND=PATH, such as advisor=reports, not "${value}".`);
    if (usageKinds.includes(kind)) return { kind, path };
    const [near] = nearest(kind, usageKinds, 1);
    const hint = near === undefined ? '' : ` Did you mean ${near}?`;
    throw new UsageError(`--usage does not know "${kind}".${hint} Kinds: ${usageKinds.join(', ')}.`);
  });
}

/** The snapshot's own reports first, when it has some (`reported`: their ARNs), then the others in the order they were named. */
export async function loadUsage(
  flags: readonly string[],
  setting: UsageSetting,
  io: Io,
  reported: readonly string[] | undefined,
): Promise<readonly UsageSource[]> {
  const sources: UsageSource[] = [];
  const { account, now } = setting;
  if (reported) sources.push(advisorOfAccount(account, now, reported));
  for (const { kind, path } of parseUsageFlags(flags)) {
    const load = loaders[kind];
    if (load) sources.push(await load(path, setting, io));
  }
  return sources;
}

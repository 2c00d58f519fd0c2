/** A live account: the flags to the collector's options, progress on the terminal, the snapshot that is kept. */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CollectOptions } from '../account/collect/types.ts';
import type { Account } from '../account/model.ts';
import { readSnapshot } from '../account/snapshot.ts';
import { InputError } from '../errors.ts';
import { harmless } from '../report/harmless.ts';
import type { Arguments, Io } from './command.ts';

export function liveOptions(args: Arguments, now: Date): CollectOptions {
  const [profile, region, roleArn, externalId, endpointUrl] = [
    'profile',
    'region',
    'role-arn',
    'external-id',
    'endpoint-url',
  ].map((name) => args.text(name));
  const analyzerRegions = args.list('analyzer-region');
  return {
    ...(analyzerRegions.length > 0 && { analyzerRegions }),
    ...(profile !== undefined && { profile }),
    ...(region !== undefined && { region }),
    ...(roleArn !== undefined && { roleArn }),
    ...(externalId !== undefined && { externalId }),
    ...(endpointUrl !== undefined && { endpointUrl }),
    accessAdvisor: (args.text('access-advisor') ?? 'services') as CollectOptions['accessAdvisor'],
    mfaDevices: (args.text('mfa-devices') ?? 'auto') as NonNullable<CollectOptions['mfaDevices']>,
    concurrency: args.number('concurrency', 1) ?? 8,
    now,
  };
}

export async function collectLive(args: Arguments, io: Io): Promise<Account> {
  const { collectAccount } = await import('../account/collect/collect.ts');
  const progress = showProgress(io);
  const file = args.text('save-snapshot');
  try {
    const collected = await collectAccount(
      { ...liveOptions(args, io.now()), ...askForCode(io) },
      progress.show,
      io.signal,
    );
    progress.clear();
    if (file !== undefined) await save(file, collected.bundle, io);
    if (collected.cancelled) throw new InputError(cancelled(file));
    return readSnapshot({ ...collected.bundle });
  } finally {
    progress.clear();
  }
}

/** Only where somebody can answer; elsewhere the SDK says that the role demands MFA. */
function askForCode(io: Io): Pick<CollectOptions, 'mfaCode'> {
  if (!io.stderrIsTerminal) return {};
  return { mfaCode: (serialNumber) => io.prompt(`MFA code for ${harmless(serialNumber)}: `) };
}

function cancelled(file: string | undefined): string {
  const kept =
    file === undefined ? '--save-snapshot would have kept what was collected.' : `${file} holds what was collected.`;
  return `The scan was interrupted. ${kept}`;
}

async function save(file: string, bundle: unknown, io: Io): Promise<void> {
  // A snapshot tells an attacker where to begin: only its owner may read it.
  await writeFile(resolve(io.cwd, file), `${JSON.stringify(bundle, null, 2)}\n`, { mode: 0o600 }).catch(
    (error: unknown) => {
      throw new InputError(
        `The snapshot ${file} cannot be written (${error instanceof Error ? error.message : String(error)}).`,
      );
    },
  );
}

/** One line on a terminal that is written over; nothing elsewhere. */
function showProgress(io: Io) {
  const start = io.now().getTime();
  let shown = false;
  return {
    show: ({ calls, jobsPending }: { calls: number; jobsPending: number }): void => {
      if (!io.stderrIsTerminal) return;
      const seconds = Math.round((io.now().getTime() - start) / 1000);
      const jobs = jobsPending > 0 ? `, ${jobsPending} reports pending` : '';
      io.stderr(`\r\u001b[Kcollecting: ${calls} calls${jobs}, ${seconds} s`);
      shown = true;
    },
    clear: (): void => {
      if (shown) io.stderr('\r\u001b[K');
      shown = false;
    },
  };
}

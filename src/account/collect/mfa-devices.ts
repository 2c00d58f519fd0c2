/**
 * MFA devices take a call per user. The credential report already tells who has none, so only the others are asked
 * about; and by default not at all where they are many, for the report and the list of virtual devices say enough.
 */
import { readCredentialReport } from '../credential-report.ts';
import { permissions } from './collectors.ts';
import { AnswerError, explainFailure } from './failure.ts';
import { eachInWindow } from './limit.ts';
import { noteMissed, type Missed } from './missed.ts';
import { readPages } from './pages.ts';
import type { Session } from './session.ts';
import type { CollectOptions, Printed } from './types.ts';

/** Calls that `auto` may spend. */
const budget = 10;

const window = 8;

/** Devices by user name. Users without MFA according to the report are not in it, unless all were asked for. */
export async function collectMfaDevices(
  session: Session,
  choice: CollectOptions['mfaDevices'],
  details: Printed,
  reportCsv: string | undefined,
): Promise<Readonly<Record<string, Printed>> | undefined> {
  if (choice === 'none') return undefined;
  const users = choice === 'all' ? userNames(details) : usersToAsk(userNames(details), reportCsv);
  if (choice !== 'all' && users.length > budget) {
    session.note('mfaDevices', permissions.listMfaDevices, new AnswerError('TooManyUsers'));
    return undefined;
  }
  const missed: Missed[] = [];
  const devices = new Map<string, Printed>();
  await eachInWindow(users, window, async (name) => {
    const refusal = devices.size === 0 && missed.find(({ error }) => explainFailure(error).kind === 'denied');
    if (refusal) {
      missed.push({ ...refusal, name });
      return;
    }
    const found = await readDevices(session, name, missed);
    if (found) devices.set(name, found);
  });
  noteMissed(session, 'mfaDevices', missed, users.length);
  if (users.length > 0 && devices.size === 0) return undefined;
  return Object.fromEntries(users.flatMap((name) => (devices.has(name) ? [[name, devices.get(name) ?? {}]] : [])));
}

async function readDevices(session: Session, name: string, missed: Missed[]): Promise<Printed | undefined> {
  try {
    return await readPages(session, {
      members: ['MFADevices'],
      call: (token, http) =>
        session.iam.listMFADevices({ UserName: name, ...(token !== undefined && { Marker: token }) }, http),
    });
  } catch (error) {
    missed.push({ name, permission: permissions.listMfaDevices, error });
    return undefined;
  }
}

function usersToAsk(names: readonly string[], reportCsv: string | undefined): readonly string[] {
  const report = readCredentialReport(reportCsv);
  if (!('value' in report)) return names;
  return names.filter((name) => report.value.users.get(name)?.mfaActive !== false);
}

function userNames(details: Printed): readonly string[] {
  const users = details['UserDetailList'] as readonly { readonly UserName?: unknown }[];
  return users
    .map((user) => user.UserName)
    .filter((name): name is string => typeof name === 'string')
    .sort();
}

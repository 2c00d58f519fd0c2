/** A live account as a snapshot bundle. */
import { InputError } from '../../errors.ts';
import { collectAccessAdvisor } from './access-advisor.ts';
import { collectAccessAnalyzer } from './access-analyzer.ts';
import { findAccountId } from './account-id.ts';
import { authorizationDetails, collectors } from './collectors.ts';
import { collectCredentialReport } from './credential-report.ts';
import { explainFailure } from './failure.ts';
import { collectMfaDevices } from './mfa-devices.ts';
import { printDate } from './printed.ts';
import { readPart, readWhole } from './read-part.ts';
import { collectOrganization } from './organization.ts';
import { openSession, type Session } from './session.ts';
import type { Bundle, Collected, CollectOptions, NotCollected, OnProgress, Part, Printed } from './types.ts';

/**
 * Reads the account. What cannot be read is written into `notCollected`; without credentials, or when not even the
 * authorization details can be read, it ends with an InputError. `signal` ends it early and keeps what is complete.
 */
export async function collectAccount(
  options: CollectOptions,
  progress: OnProgress,
  signal: AbortSignal,
): Promise<Collected> {
  const session = await openSession(options, progress, signal);
  try {
    return await collectParts(session, options);
  } finally {
    session.stop();
    session.close();
  }
}

async function collectParts(session: Session, options: CollectOptions): Promise<Collected> {
  const [details, reportCsv, accessAnalyzer, ...parts] = await Promise.all([
    readBackbone(session),
    collectCredentialReport(session),
    collectAccessAnalyzer(session, options.analyzerRegions ?? [session.region], options.accessAdvisor),
    ...collectors.map((collector) => readPart(session, collector)),
  ]);
  const accountId = findAccountId(details, reportCsv);
  const [mfaDevices, organization] = await Promise.all([
    collectMfaDevices(session, options.mfaDevices, details, reportCsv),
    collectOrganization(session, accountId),
  ]);
  const accessAdvisor = await collectAdvisor(session, options, details);
  const bundle: Bundle = {
    bundleVersion: 1,
    ...(accountId !== undefined && { accountId }),
    collectedAt: printDate(options.now),
    authorizationDetails: details,
    ...(reportCsv !== undefined && { credentialReportCsv: reportCsv }),
    ...Object.fromEntries(collectors.flatMap(({ part }, at) => (parts[at] === undefined ? [] : [[part, parts[at]]]))),
    ...(mfaDevices && { mfaDevices }),
    ...(accessAdvisor && { accessAdvisor }),
    ...(accessAnalyzer && { accessAnalyzer }),
    ...(organization && { organization }),
    notCollected: sortNotes(session.notCollected),
  };
  return { bundle, calls: session.calls(), cancelled: session.signal.aborted };
}

/** Without it there is no account to speak of. */
async function readBackbone(session: Session): Promise<Printed> {
  try {
    return await readWhole(session, authorizationDetails);
  } catch (error) {
    const cancelled = session.signal.aborted;
    session.stop();
    if (cancelled)
      throw new InputError('cancelled before the account’s users, roles and policies were read: nothing to keep', {
        cause: error,
      });
    throw new InputError(`cannot read the account: ${authorizationDetails.permission} failed (${adviceOn(error)})`, {
      cause: error,
    });
  }
}

function adviceOn(error: unknown): string {
  const { kind, reason } = explainFailure(error);
  if (kind === 'denied') return `${reason}; scan --print-policy prints the permissions that a scan needs`;
  return kind === 'credentials' ? `${reason}; the credentials are not valid or no longer so` : reason;
}

async function collectAdvisor(
  session: Session,
  options: CollectOptions,
  details: Printed,
): Promise<Bundle['accessAdvisor']> {
  if (options.accessAdvisor === 'none') return undefined;
  const granularity = options.accessAdvisor === 'actions' ? 'ACTION_LEVEL' : 'SERVICE_LEVEL';
  return collectAccessAdvisor(session, details, granularity, options.concurrency);
}

const partOrder: readonly Part[] = [
  'authorizationDetails',
  'credentialReportCsv',
  ...collectors.map(({ part }) => part),
  'mfaDevices',
  'accessAdvisor',
  'accessAnalyzer',
  'organization',
];

function sortNotes(notes: readonly NotCollected[]): readonly NotCollected[] {
  return notes.toSorted((a, b) => partOrder.indexOf(a.part) - partOrder.indexOf(b.part));
}

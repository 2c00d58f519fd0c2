/**
 * Service last accessed details: a job for each user, group, role and attached customer policy. Jobs run in a window
 * that slides along, and are asked after with growing pauses.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateServiceLastAccessedDetails.html
 */
import { permissions } from './collectors.ts';
import { AnswerError, explainFailure } from './failure.ts';
import { eachInWindow } from './limit.ts';
import { noteMissed, type Missed } from './missed.ts';
import { pause } from './pace.ts';
import { readPages } from './pages.ts';
import { send, type Session } from './session.ts';
import type { Printed } from './types.ts';

export type Granularity = 'SERVICE_LEVEL' | 'ACTION_LEVEL';

interface Work {
  readonly session: Session;
  readonly granularity: Granularity;
  readonly reports: Map<string, Printed>;
  readonly missed: Missed[];
  /** By kind of ARN: what is denied for one user will be for the next, so there is no need to ask a thousand times. */
  readonly refusals: Map<string, Missed>;
  /** Kinds of ARN of which a report was read. */
  readonly readable: Set<string>;
}

const longestPoll = 10_000;

/** Jobs at work on AWS's side for each call that may be in flight. */
const jobsPerCall = 4;

/** Reports by ARN; those of failed jobs, too, as AWS prints them. Undefined: none was read, and that is noted. */
export async function collectAccessAdvisor(
  session: Session,
  details: Printed,
  granularity: Granularity,
  concurrency: number,
): Promise<Readonly<Record<string, Printed>> | undefined> {
  const arns = arnsToAsk(details);
  const work: Work = { session, granularity, reports: new Map(), missed: [], refusals: new Map(), readable: new Set() };
  let pending = arns.length;
  session.setPending(pending);
  await eachInWindow(arns, concurrency * jobsPerCall, async (arn) => {
    await runJob(work, arn);
    pending -= 1;
    session.setPending(pending);
  });
  noteMissed(session, 'accessAdvisor', work.missed, arns.length);
  if (arns.length > 0 && work.reports.size === 0) return undefined;
  return Object.fromEntries([...work.reports].sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function runJob(work: Work, arn: string): Promise<void> {
  let permission: string = permissions.generateAdvisor;
  try {
    const jobId = await startJob(work, arn);
    permission = permissions.getAdvisor;
    const report = await awaitJob(work, arn, jobId);
    work.reports.set(arn, report);
    work.readable.add(kindOf(arn));
    if (report['JobStatus'] !== 'COMPLETED') throw new AnswerError('JobFailed');
  } catch (error) {
    const refusal = refusalOf(work, arn);
    const isSame = refusal !== undefined && refusal.error === error;
    const item = { name: arn, permission: isSame ? refusal.permission : permission, error };
    work.missed.push(item);
    if (!work.reports.has(arn)) noteRefusal(work, item);
  }
}

async function startJob(work: Work, arn: string): Promise<string> {
  const { session, granularity } = work;
  const { JobId } = await send(session, (http) =>
    guard(work, arn, permissions.generateAdvisor, () =>
      session.iam.generateServiceLastAccessedDetails({ Arn: arn, Granularity: granularity }, http),
    ),
  );
  if (JobId === undefined) throw new AnswerError('EmptyAnswer');
  return JobId;
}

async function awaitJob(work: Work, arn: string, jobId: string): Promise<Printed> {
  const { session } = work;
  const { pollDelay, jobWait } = session.timing;
  for (let waited = 0, delay = pollDelay; ; delay = Math.min(longestPoll, delay * 2)) {
    await pause(delay, session.signal);
    waited += delay;
    const report = await readReport(work, arn, jobId);
    if (report['JobStatus'] === 'COMPLETED' && !report['ServicesLastAccessed']) throw new AnswerError('EmptyAnswer');
    if (report['JobStatus'] !== 'IN_PROGRESS') return report;
    if (waited >= jobWait) throw new AnswerError('JobNotReady');
  }
}

async function readReport(work: Work, arn: string, jobId: string): Promise<Printed> {
  const { session } = work;
  return readPages(session, {
    // Services are listed in a finished report only.
    members: ['JobStatus'],
    call: (token, http) =>
      guard(work, arn, permissions.getAdvisor, () =>
        session.iam.getServiceLastAccessedDetails(
          { JobId: jobId, MaxItems: 1000, ...(token !== undefined && { Marker: token }) },
          http,
        ),
      ),
  });
}

async function guard<T>(work: Work, arn: string, permission: string, call: () => Promise<T>): Promise<T> {
  const refusal = refusalOf(work, arn);
  if (refusal) throw refusal.error as Error;
  try {
    return await call();
  } catch (error) {
    // At once, for the next call goes out before the caller hears of this one.
    noteRefusal(work, { name: arn, permission, error });
    throw error;
  }
}

/** A failure stands for its kind while nothing of the kind was read; lost credentials stand for all. */
function noteRefusal({ refusals, readable }: Work, item: Missed): void {
  const { kind } = explainFailure(item.error);
  const sort = kind === 'credentials' ? '' : kindOf(item.name);
  if (kind !== 'absent' && kind !== 'cancelled' && !readable.has(sort) && !refusals.has(sort)) refusals.set(sort, item);
}

function refusalOf({ refusals }: Work, arn: string): Missed | undefined {
  return refusals.get('') ?? refusals.get(kindOf(arn));
}

/** `role` in `arn:aws:iam::111122223333:role/path/name`. */
function kindOf(arn: string): string {
  return arn.split(':', 6)[5]?.split('/', 1)[0] ?? '';
}

/** Nobody can change service-linked roles, and a policy that is attached to nothing grants nothing. */
function arnsToAsk(details: Printed): readonly string[] {
  const { UserDetailList, GroupDetailList, RoleDetailList, Policies } = details as Record<string, readonly Listed[]>;
  const roles = (RoleDetailList ?? []).filter(({ Path }) => Path?.startsWith('/aws-service-role/') !== true);
  const policies = (Policies ?? []).filter(
    ({ Arn, AttachmentCount }) => Arn?.includes('::aws:') === false && AttachmentCount !== 0,
  );
  const arns = [UserDetailList ?? [], GroupDetailList ?? [], roles, policies].flat().map(({ Arn }) => Arn);
  return [...new Set(arns)].filter((arn) => arn !== undefined);
}

interface Listed {
  readonly Arn?: string;
  readonly Path?: string;
  readonly AttachmentCount?: number;
}

/**
 * Service-last-accessed reports ("access advisor"), by the ARN they are about.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetServiceLastAccessedDetails.html
 */
import type { AccessReport, ServiceAccess } from './model.ts';
import { isMembers, isUnreadableTime, own, textAt, timeAt, type Members, type Read } from './shape.ts';

export interface AccessReports {
  readonly byArn: ReadonlyMap<string, AccessReport>;
  readonly problems: readonly string[];
}

/** Reads `accessAdvisor`: reports by ARN. A report that cannot be read is left out and named. */
export function readAccessReports(value: unknown): Read<AccessReports> {
  if (!isMembers(value)) return { reason: 'is no object of reports by ARN' };
  const byArn = new Map<string, AccessReport>();
  const problems: string[] = [];
  const share = sharing();
  for (const [arn, raw] of Object.entries(value)) {
    const report = readAccessReport(raw, share);
    if ('reason' in report) problems.push(`accessAdvisor: report of ${arn} left out: ${report.reason}`);
    else {
      byArn.set(arn, report.value);
      if (!report.value.completed)
        problems.push(`accessAdvisor: report of ${arn} ${statusText(report.value.status)}, so it proves nothing`);
      else if (isCutOff(raw))
        problems.push(`accessAdvisor: report of ${arn} is cut off; services behind the cut are not judged`);
    }
  }
  const isProof = [...byArn.values()].some(({ completed }) => completed);
  return isProof ? { value: { byArn, problems } } : { reason: 'has no completed report' };
}

/** Reports of a large account repeat a few hundred names and dates a million times: one copy of each is enough. */
interface Sharing {
  readonly text: (text: string) => string;
  readonly date: (date: Date) => Date;
}

const mostShared = 50_000;

function sharing(): Sharing {
  const texts = new Map<string, string>();
  const dates = new Map<number, Date>();
  return {
    text: (text) => shared(texts, text, text),
    date: (date) => shared(dates, date.getTime(), date),
  };
}

function shared<K, V>(known: Map<K, V>, key: K, value: V): V {
  const first = known.get(key);
  if (first !== undefined) return first;
  if (known.size < mostShared) known.set(key, value);
  return value;
}

function statusText(status: string): string {
  return status === '' ? 'has no JobStatus' : `has JobStatus ${status}`;
}

function isCutOff(raw: unknown): boolean {
  return isMembers(raw) && own(raw, 'IsTruncated') === true;
}

/** Reads one report as the AWS CLI prints it. */
export function readAccessReport(raw: unknown, share: Sharing = sharing()): Read<AccessReport> {
  if (!isMembers(raw)) return { reason: 'it is no object' };
  const status = textAt(raw, 'JobStatus') ?? '';
  const completed = status === 'COMPLETED';
  const completedAt = timeAt(raw, 'JobCompletionDate');
  const jobType = own(raw, 'JobType');
  const granularity = jobType === 'ACTION_LEVEL' || jobType === 'SERVICE_LEVEL' ? jobType : undefined;
  const list = own(raw, 'ServicesLastAccessed');
  if (!Array.isArray(list) && completed) return { reason: 'it has no list ServicesLastAccessed' };
  const services: ServiceAccess[] = [];
  for (const item of Array.isArray(list) ? list : []) {
    const service = isMembers(item) ? readService(item, share) : undefined;
    // One service that cannot be read may be the one in use: better no report than a wrong "unused".
    if (!service) return { reason: 'a service in it has no namespace or an unreadable date' };
    services.push(service);
  }
  return {
    value: {
      completed,
      status,
      ...(completedAt && { completedAt }),
      granularity,
      ...(isCutOff(raw) && { isCutOff: true }),
      services,
    },
  };
}

function readService(raw: Members, share: Sharing): ServiceAccess | undefined {
  const namespace = textAt(raw, 'ServiceNamespace');
  if (namespace === undefined || isUnreadableTime(raw, 'LastAuthenticated')) return undefined;
  const lastAuthenticated = timeAt(raw, 'LastAuthenticated');
  const entity = textAt(raw, 'LastAuthenticatedEntity');
  const region = textAt(raw, 'LastAuthenticatedRegion');
  const trackedActions = readActions(own(raw, 'TrackedActionsLastAccessed'), share);
  if (trackedActions === 'unreadable') return undefined;
  return {
    namespace: share.text(namespace),
    name: share.text(textAt(raw, 'ServiceName') ?? namespace),
    ...(lastAuthenticated && { lastAuthenticated: share.date(lastAuthenticated) }),
    ...(entity !== undefined && { lastAuthenticatedEntity: entity }),
    ...(region !== undefined && { lastAuthenticatedRegion: region }),
    ...(trackedActions && { trackedActions }),
  };
}

type Actions = NonNullable<ServiceAccess['trackedActions']>;

/** Null and an empty list have the same three meanings (no tracked actions, none used, service level): unknown. */
function readActions(value: unknown, share: Sharing): Actions | 'unreadable' | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) return 'unreadable';
  const actions: { name: string; lastAccessed?: Date }[] = [];
  for (const item of value as readonly unknown[]) {
    const name = isMembers(item) ? textAt(item, 'ActionName') : undefined;
    if (!isMembers(item) || name === undefined || isUnreadableTime(item, 'LastAccessedTime')) return 'unreadable';
    const lastAccessed = timeAt(item, 'LastAccessedTime');
    actions.push({ name: share.text(name), ...(lastAccessed && { lastAccessed: share.date(lastAccessed) }) });
  }
  return actions.length > 0 ? actions : undefined;
}

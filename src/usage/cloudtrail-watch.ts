/**
 * What may be concluded from an event that is not there.
 *
 * A log proves that an action was not used only when it would have shown the use. So an action is watched when its use
 * is a management event (data events are off unless somebody turned them on, perhaps for some resources only), and when
 * nothing the log lacks could hide it: an unknown event of the same service (or of any, when the service's event source was never checked), a file that cannot be read, days without
 * any event, a log that ends before today, a trail without read or write events, IAM's region. A service is watched
 * only when every call to it is a management event. What CloudTrail never shows (`iam:PassRole`, permission-only
 * actions) is therefore never watched.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html
 */
import { eventLogging, logsEveryCall } from '../catalog/cloudtrail-events.ts';
import { dayMs, type Coverage } from './cloudtrail-ledger.ts';
import type { Watch } from './usage.ts';

/** What the log is known to lack. */
export interface Gaps {
  /** Days since 1970 of which a file could not be read. */
  readonly days: ReadonlySet<number>;
  /** Something could not be read of which not even the day is known. */
  readonly isUnbounded: boolean;
}

/** The time over which a log watched one account, and why it watched less than it seems. */
export interface AccountWatch {
  readonly watch: Watch | undefined;
  readonly problems: readonly string[];
}

/** A log that ends earlier than this before now may hide the newest uses. */
const freshDays = 3;

/** The watch over an account, before any service or action is asked for. */
export function watchAccount(
  coverage: Coverage,
  { source, now, gaps }: { readonly source: string; readonly now: Date; readonly gaps: Gaps },
): AccountWatch {
  const stops = [
    gaps.isUnbounded && 'a file of it could not be read, so that no event proves nothing',
    coverage.last === 0 && 'its log has no time span',
    coverage.last !== 0 &&
      now.getTime() - coverage.last > freshDays * dayMs &&
      `its log ends on ${dayText(coverage.last)}, so that the use since then is not known`,
    coverage.reads === 0 && 'its log has no read events',
    coverage.writes === 0 && 'its log has no write events',
  ].filter((text) => text !== false);
  const [region] = coverage.regions;
  const hints =
    coverage.regions.size === 1 ? [`its log has events of ${String(region)} only; use elsewhere is not seen`] : [];
  const problems = [...stops, ...hints].map((text) => `account ${coverage.account}: ${text}`);
  if (stops.length > 0) return { watch: undefined, problems };
  const days = [...coverage.days].filter((day) => !gaps.days.has(day)).length;
  return { watch: { source, from: new Date(coverage.first), to: new Date(coverage.last), days }, problems };
}

function dayText(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** Whether no event means that the service was not used. */
export function isServiceWatched(coverage: Coverage, service: string): boolean {
  return logsEveryCall(service) && isLogged(coverage, service);
}

/** Whether no event means that the action was not used. */
export function isActionWatched(coverage: Coverage, service: string, action: string): boolean {
  return eventLogging(service, action) === 'management' && isLogged(coverage, service);
}

/** Services with one endpoint in a partition, whose events are of that endpoint's region. */
const global: ReadonlySet<string> = new Set(['iam', 'organizations', 'cloudfront', 'route53', 'account', 'sts']);
const homeRegions = ['us-east-1', 'us-gov-west-1', 'cn-north-1', 'cn-northwest-1'];

/** A trail can leave out all events of KMS and of the RDS Data API; without a region's logs, global services are missing. */
function isLogged(coverage: Coverage, service: string): boolean {
  if (service === 'kms') return coverage.eventSources.has('kms.amazonaws.com');
  if (service === 'rds-data') return coverage.eventSources.has('rdsdata.amazonaws.com');
  if (!global.has(service) || coverage.regions.size === 0) return true;
  return homeRegions.some((region) => coverage.regions.has(region));
}

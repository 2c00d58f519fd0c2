/** Careful looks into one CloudTrail event: every member may be anything. */
import { isMembers } from '../account/shape.ts';

/** The members of an event that are looked at. */
export interface RawEvent {
  readonly eventTime?: unknown;
  readonly eventSource?: unknown;
  readonly eventName?: unknown;
  readonly eventType?: unknown;
  readonly eventCategory?: unknown;
  readonly userIdentity?: unknown;
  readonly errorCode?: unknown;
  readonly awsRegion?: unknown;
  readonly recipientAccountId?: unknown;
  readonly readOnly?: unknown;
  readonly resources?: unknown;
}

const longestName = 256;

/** A name short enough to be kept. */
export function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= longestName;
}

/** What a service did by itself, and what Insights computed, is nobody's call. */
export function isNoCall({ eventType, eventCategory }: RawEvent): boolean {
  return eventType === 'AwsServiceEvent' || eventType === 'AwsCloudTrailInsight' || eventCategory === 'Insight';
}

/** Milliseconds of a time as CloudTrail writes it, in UTC. */
export function timeOf(value: unknown): number | undefined {
  if (typeof value !== 'string' || value.length < 20 || value.length > 30) return undefined;
  if (value[10] !== 'T' || !value.endsWith('Z')) return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) || time <= 0 ? undefined : time;
}

/** The service that made the call with the caller's permissions. */
export function invokerOf({ userIdentity }: RawEvent): string | undefined {
  const service: unknown = isMembers(userIdentity) ? userIdentity['invokedBy'] : undefined;
  return isName(service) ? service : undefined;
}

/** Calls `note` with each ARN that the event names. */
export function eachResource({ resources }: RawEvent, note: (arn: string) => void): void {
  if (!Array.isArray(resources)) return;
  for (const resource of resources as readonly unknown[]) {
    const arn: unknown = isMembers(resource) ? (resource['ARN'] ?? resource['arn']) : undefined;
    if (typeof arn === 'string' && arn.length <= 2048) note(arn);
  }
}

const denials = ['accessdenied', 'unauthorized', 'notauthorized', 'authorizationerror', 'forbidden'];

/** Services spell a refusal in many ways; any other error came after the permission was checked. */
export function isDenial(errorCode: string): boolean {
  const code = errorCode.toLowerCase();
  return denials.some((denial) => code.includes(denial));
}

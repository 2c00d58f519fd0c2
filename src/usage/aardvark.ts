/**
 * Last-accessed data as the open-source collector Aardvark keeps it: lists of services by ARN, times in milliseconds, 0
 * for never. Service level only.
 */
import type { AccessReports } from '../account/last-accessed.ts';
import type { AccessReport, ServiceAccess } from '../account/model.ts';
import { isMembers, numberAt, oneLine, textAt, type Read } from '../account/shape.ts';

/** Lists by ARN, where the reports of the API are objects. */
export function isAardvark(value: unknown): boolean {
  if (!isMembers(value)) return false;
  const entries = Object.entries(value);
  return entries.length > 0 && entries.every(([arn, list]) => arn.startsWith('arn:') && Array.isArray(list));
}

/** Reads lists of services by ARN. A list with a service that cannot be read is left out and named. */
export function readAardvark(value: unknown): Read<AccessReports> {
  if (!isMembers(value)) return { reason: 'is no object of lists by ARN' };
  const byArn = new Map<string, AccessReport>();
  const problems: string[] = [];
  for (const [arn, list] of Object.entries(value)) {
    const report = Array.isArray(list) ? readList(list) : undefined;
    if (report) byArn.set(arn, report);
    else problems.push(`report of ${oneLine(arn)} left out: a service in it cannot be read`);
  }
  return byArn.size > 0 ? { value: { byArn, problems } } : { reason: 'has no report that can be read' };
}

function readList(list: readonly unknown[]): AccessReport | undefined {
  const services = list.map(readService);
  if (!services.every((service) => service !== undefined)) return undefined;
  const updated = list.flatMap((item) => (isMembers(item) ? (numberAt(item, 'lastUpdated') ?? []) : []));
  // The list is as old as its oldest entry.
  const completedAt = updated.length === 0 ? undefined : timeOf(updated.reduce((a, b) => Math.min(a, b)));
  return {
    completed: true,
    status: 'COMPLETED',
    ...(completedAt && { completedAt }),
    granularity: 'SERVICE_LEVEL',
    services,
  };
}

function readService(item: unknown): ServiceAccess | undefined {
  const namespace = isMembers(item) ? textAt(item, 'serviceNamespace') : undefined;
  const last = isMembers(item) ? numberAt(item, 'lastAuthenticated') : undefined;
  if (!isMembers(item) || namespace === undefined || last === undefined) return undefined;
  const lastAuthenticated = timeOf(last);
  if (last !== 0 && !lastAuthenticated) return undefined;
  const name = textAt(item, 'serviceName') ?? namespace;
  return { namespace, name, ...(lastAuthenticated && { lastAuthenticated }) };
}

function timeOf(milliseconds: number): Date | undefined {
  const date = new Date(milliseconds);
  return milliseconds > 0 && !Number.isNaN(date.getTime()) ? date : undefined;
}

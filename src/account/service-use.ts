/** When a user or role last used one service, from its access advisor report. */
import { daysBetween } from './age.ts';
import type { AccessReport } from './model.ts';
import { skipNamed } from './credential-use.ts';

interface Reported {
  readonly name: string;
  readonly lastAccessed?: AccessReport;
}

type Done<T> = T & { readonly lastAccessed: AccessReport };

/** Days that access may lie idle, and until when they are counted. */
export interface Idle {
  readonly limit: number;
  readonly now: Date;
}

/** Those with a completed report. The others are said as skipped: a report that did not complete proves nothing. */
export function withReport<T extends Reported>(
  entities: readonly T[],
  skip: (reason: string) => void,
): readonly Done<T>[] {
  const isDone = (entity: T): entity is Done<T> => entity.lastAccessed?.completed === true;
  skipNamed(
    'no completed access advisor report for',
    entities.filter((entity) => !isDone(entity)),
    skip,
  );
  return entities.filter(isDone);
}

/** Those whose report tells of the last days; an older one proves no idleness. */
export function withRecentReport<T extends Reported>(
  entities: readonly T[],
  { limit, now }: Idle,
  skip: (reason: string) => void,
): readonly Done<T>[] {
  const done = withReport(entities, skip);
  const isOld = ({ lastAccessed }: Done<T>): boolean => daysBetween(endOf(lastAccessed, now), now) >= limit;
  skipNamed('the access advisor report is too old for', done.filter(isOld), skip);
  return done.filter((entity) => !isOld(entity));
}

/** Nothing later is known. */
function endOf({ completedAt }: AccessReport, now: Date): Date {
  return completedAt && completedAt < now ? completedAt : now;
}

export interface StaleUse {
  readonly message: 'unused' | 'never';
  /** From the last use to the report; for `never`, from when the entity was made. */
  readonly days: number | undefined;
  readonly lastUsed: string | undefined;
}

/** Access to a service that was not used for more than `limit` days; an entity younger than that had no time to. */
export function staleUse(
  { created, lastAccessed }: { readonly created?: Date; readonly lastAccessed: AccessReport },
  namespace: string,
  { limit, now }: Idle,
): StaleUse | undefined {
  const service = lastAccessed.services.find((each) => each.namespace === namespace);
  if (!service) return undefined;
  const last = service.lastAuthenticated;
  const end = endOf(lastAccessed, now);
  const days = last ? daysBetween(last, end) : created && daysBetween(created, end);
  if (days !== undefined && days <= limit) return undefined;
  return { message: last ? 'unused' : 'never', days, lastUsed: last?.toISOString() };
}

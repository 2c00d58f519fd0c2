/** When a user or role last used one service, from its access advisor report. */
import { daysBetween } from './age.ts';
import type { AccessReport } from './model.ts';
import { skipNamed } from './credential-use.ts';

interface Reported {
  readonly name: string;
  readonly lastAccessed?: AccessReport;
}

/** Those with a completed report. The others are said as skipped: a report that did not complete proves nothing. */
export function withReport<T extends Reported>(
  entities: readonly T[],
  skip: (reason: string) => void,
): readonly (T & { readonly lastAccessed: AccessReport })[] {
  const isDone = (entity: T): entity is T & { readonly lastAccessed: AccessReport } =>
    entity.lastAccessed?.completed === true;
  skipNamed(
    'no completed access advisor report for',
    entities.filter((entity) => !isDone(entity)),
    skip,
  );
  return entities.filter(isDone);
}

export interface StaleUse {
  readonly message: 'unused' | 'never';
  /** Since the last use; for `never`, since the entity was made. */
  readonly days: number | undefined;
  readonly lastUsed: string | undefined;
}

/** Access to a service that was not used for more than `limit` days; an entity younger than that had no time to. */
export function staleUse(
  { created, lastAccessed }: { readonly created?: Date; readonly lastAccessed: AccessReport },
  namespace: string,
  { limit, now }: { readonly limit: number; readonly now: Date },
): StaleUse | undefined {
  const service = lastAccessed.services.find((each) => each.namespace === namespace);
  if (!service) return undefined;
  const last = service.lastAuthenticated;
  const days = last ? daysBetween(last, now) : created && daysBetween(created, now);
  if (days !== undefined && days <= limit) return undefined;
  return { message: last ? 'unused' : 'never', days, lastUsed: last?.toISOString() };
}

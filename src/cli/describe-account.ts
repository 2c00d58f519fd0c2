/** What the head of a report says of an account. */
import type { Account } from '../account/model.ts';
import type { Report } from '../report/report.ts';

/** Id, alias, time, and what is not there. */
export function describeAccount(account: Account): NonNullable<Report['account']> {
  const [alias] = account.aliases ?? [];
  return {
    ...(account.id !== undefined && { id: account.id }),
    ...(alias !== undefined && { alias }),
    ...(account.collectedAt && { collectedAt: account.collectedAt.toISOString() }),
    notCollected: [...account.missing.values()],
  };
}

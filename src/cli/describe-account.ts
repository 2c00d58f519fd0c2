/** What the head of a report says of an account. */
import type { Account } from '../account/model.ts';
import { rootHasAccessKey, rootHasMfa, rootLastUsed } from '../account/root-state.ts';
import type { Report } from '../report/report.ts';

/** Id, alias, time, what is there and what is not, root. */
export function describeAccount(account: Account): NonNullable<Report['account']> {
  const [alias] = account.aliases ?? [];
  const root = describeRoot(account);
  return {
    ...(account.id !== undefined && { id: account.id }),
    ...(alias !== undefined && { alias }),
    ...(account.collectedAt && { collectedAt: account.collectedAt.toISOString() }),
    notCollected: [...account.missing.values()],
    collected: ['authorizationDetails', ...[...account.facts].sort()],
    ...(Object.keys(root).length > 0 && { root }),
  };
}

function describeRoot(account: Account): NonNullable<NonNullable<Report['account']>['root']> {
  const [accessKey, mfa] = [rootHasAccessKey(account), rootHasMfa(account)];
  const lastUsed = rootLastUsed(account);
  return {
    ...(accessKey !== undefined && { accessKey }),
    ...(mfa !== undefined && { mfa }),
    ...(lastUsed && { lastUsed: lastUsed.toISOString() }),
  };
}

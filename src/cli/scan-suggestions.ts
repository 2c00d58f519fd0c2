/** `scan --suggest`: suggestions from the account's own access advisor reports, as part of the scan's report. */
import type { Account } from '../account/model.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { suggestDefaults, type Suggestions } from '../suggest/model.ts';
import { suggest } from '../suggest/suggest.ts';
import { advisorOfAccount } from '../usage/advisor.ts';

/** With the defaults of `iam-audit suggest`, whose flags ask for more. */
export function suggestInScan(account: Account, catalog: Catalog, now: Date): Suggestions {
  const sources = account.facts.has('accessAdvisor') ? [advisorOfAccount(account, now)] : [];
  return suggest({ account, sources, options: { ...suggestDefaults, now }, catalog });
}

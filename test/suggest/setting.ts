/** Runs `suggest` on accounts made for a test. */
import { openCatalog } from '../../src/catalog/iam-data.ts';
import { suggestDefaults, type SuggestOptions, type Suggestion, type Suggestions } from '../../src/suggest/model.ts';
import { suggest } from '../../src/suggest/suggest.ts';
import { advisorOfAccount } from '../../src/usage/advisor.ts';
import type { UsageSource } from '../../src/usage/usage.ts';
import { account, type BundleSpec } from '../support/account.ts';

export const catalog = openCatalog();
export const now = new Date('2026-11-01T00:00:00Z');

/** Everything `suggest` says of the account. */
export function suggestAll(
  spec: BundleSpec,
  options: Partial<SuggestOptions> = {},
  more: readonly UsageSource[] = [],
): Suggestions {
  const made = account(spec);
  const moment = options.now ?? now;
  const sources = [advisorOfAccount(made, moment, Object.keys(spec.advisor ?? {})), ...more];
  return suggest({ account: made, sources, options: { ...suggestDefaults, ...options, now: moment }, catalog });
}

/** The only suggestion. */
export function only({ suggestions }: Suggestions): Suggestion {
  if (suggestions.length !== 1 || !suggestions[0]) throw new Error(`${suggestions.length} suggestions`);
  return suggestions[0];
}

/** Statements of the new document. */
export function statementsOf({ document }: Suggestion): readonly Record<string, unknown>[] {
  return (document as { Statement: readonly Record<string, unknown>[] }).Statement;
}

/** Reasons by the name of what was skipped. */
export function reasons({ skipped }: Suggestions): readonly string[] {
  return skipped.map(({ resource, policy, reason }) => `${policy?.name ?? resource.name}: ${reason}`);
}

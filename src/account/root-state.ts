/** What is known of the root user, from its row of the credential report and from the account summary. */
import type { Account } from './model.ts';

type RootFacts = Pick<Account, 'root'> & { readonly summary?: Account['summary'] | undefined };

/** Whether root has an active access key; undefined when nothing tells. */
export function rootHasAccessKey({ root, summary }: RootFacts): boolean | undefined {
  const row = root.credentials;
  return row ? row.keys.some(({ active }) => active) : toFlag(summary?.['AccountAccessKeysPresent']);
}

/** When root last signed in or its keys were last used; undefined when nothing tells, or never. */
export function rootLastUsed({ root }: Pick<Account, 'root'>): Date | undefined {
  const row = root.credentials;
  const times = [row?.passwordLastUsed, ...(row?.keys.map(({ lastUsed }) => lastUsed) ?? [])];
  return times.flatMap((time) => time ?? []).sort((a, b) => b.getTime() - a.getTime())[0];
}

/**
 * Whether root can sign in or sign requests; undefined when it may have a password. Reports used to print
 * `not_supported` for the password of root.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 */
export function rootHasCredential({ root, summary }: RootFacts): boolean | undefined {
  const row = root.credentials;
  const hasKey = rootHasAccessKey({ root, summary });
  const hasPassword = row?.passwordEnabled ?? toFlag(summary?.AccountPasswordPresent);
  if (hasKey === true || hasPassword === true) return true;
  return hasKey === false && hasPassword === false ? false : undefined;
}

/** Whether root has an MFA device; undefined when nothing tells. */
export function rootHasMfa({ root, summary }: Account): boolean | undefined {
  return root.credentials?.mfaActive ?? toFlag(summary?.AccountMFAEnabled);
}

function toFlag(count: number | undefined): boolean | undefined {
  return count === undefined ? undefined : count > 0;
}

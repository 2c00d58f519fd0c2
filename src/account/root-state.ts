/** What is known of the root user, from its row of the credential report and from the account summary. */
import type { Account } from './model.ts';

/**
 * Whether root can sign in or sign requests; undefined when it may have a password. Reports used to print
 * `not_supported` for the password of root.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 */
export function rootHasCredential({ root, summary }: Account): boolean | undefined {
  const row = root.credentials;
  const hasKey = row ? row.keys.some(({ active }) => active) : toFlag(summary?.AccountAccessKeysPresent);
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

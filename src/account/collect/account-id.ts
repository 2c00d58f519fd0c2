/** The account's id, out of what was read anyway. */
import type { Printed } from './types.ts';

const ownArn = /^arn:[a-z-]{1,20}:iam::(\d{12}):/;

/** The id in the ARN of a user, group, role or customer policy, else in the credential report's; undefined: none there. */
export function findAccountId(details: Printed, reportCsv: string | undefined): string | undefined {
  for (const list of Object.values(details)) {
    if (!Array.isArray(list)) continue;
    for (const { Arn } of list as { readonly Arn?: unknown }[]) {
      const id = typeof Arn === 'string' ? ownArn.exec(Arn)?.[1] : undefined;
      if (id !== undefined) return id;
    }
  }
  return /^<root_account>,arn:[a-z-]{1,20}:iam::(\d{12}):root,/m.exec(reportCsv ?? '')?.[1];
}

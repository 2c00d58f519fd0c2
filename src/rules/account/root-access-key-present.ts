import type { CredentialRow } from '../../account/model.ts';
import { keyExists } from '../../account/credential-use.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'root-access-key-present',
    subject: 'account',
    severity: 'security',
    securitySeverity: 10,
    summary: 'Root has no access key, neither an active nor an inactive one.',
    why: 'An access key of root can do everything in the account, and no permissions policy limits it. An inactive key is one click away from that.',
    remedy: 'Delete the access keys of root and use a role with the permissions that the work needs.',
    messages: {
      active: 'Root has an active access key. Delete it: nothing can limit what it does.',
      inactive: 'Root has an access key, which is inactive. Delete it: it can be activated again.',
      present: 'Root has an access key, as the account summary counts. Delete it: nothing can limit what it does.',
    },
    needs: [['credentialReport', 'accountSummary']],
    references: {
      prowler: ['iam_no_root_access_key'],
      scoutsuite: ['iam-root-account-with-active-keys'],
      securityHub: ['IAM.4'],
      awsConfig: ['iam-root-access-key-check'],
      cis: ['1.2/1.12', '1.4/1.4', '1.5/1.4', '2.0/1.4', '3.0/1.4', '4.0/1.4', '5.0/1.3', '6.0/2.3', '7.0/2.4'],
    },
    since: '0.1.0',
  },
  create: ({ report, skip }) => ({
    account(account) {
      const { root, summary } = account;
      const found = keysIn(root.credentials);
      const count = summary?.AccountAccessKeysPresent;
      if (found) report({ at: root, ...found });
      else if (count !== undefined && count > 0) report({ at: root, message: 'present' });
      else if (count === undefined && !root.credentials) skip('nothing tells whether root has access keys');
    },
  }),
});

/** The worst of the two keys decides. */
function keysIn(row: CredentialRow | undefined) {
  const keys = row?.keys.filter(keyExists) ?? [];
  if (keys.length === 0) return undefined;
  const message = keys.some(({ active }) => active) ? ('active' as const) : ('inactive' as const);
  const numbers = keys.map(({ number }) => number);
  return { message, evidence: { keys: numbers, active: keys.filter(({ active }) => active).length } };
}

import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'credentials-file',
    subject: 'file',
    severity: 'security',
    securitySeverity: 9,
    summary: 'No AWS credentials lie among the files.',
    why: 'Whoever can read the file, or any copy of it in a repository, a backup or a mail, can act as the user it belongs to.',
    remedy:
      'Deactivate and delete the access key, or change the password, in IAM; then remove the file, also from the version history.',
    messages: {
      rootKey:
        'This file holds an access key of the root user{{which}}: it opens the whole account and cannot be limited by any policy.',
      accessKey: 'This file holds an AWS secret access key in plain text{{which}}.',
      login: 'This file holds a password for the AWS console in plain text.',
    },
    references: {},
    since: '0.1.0',
  },
  create: ({ report }) => ({
    file({ credentials }) {
      if (!credentials) return;
      const { kind, keyIdEnding, location } = credentials;
      // Four characters tell keys apart and are what AWS's own pages show of a key elsewhere; the rest stays unsaid.
      const ending = keyIdEnding?.slice(-4);
      const which = ending === undefined ? '' : ` (key id ending in ${ending})`;
      const message = kind === 'root-key' ? 'rootKey' : kind === 'console-login' ? 'login' : 'accessKey';
      report({
        at: { location },
        message,
        data: { which },
        evidence: { kind, ...(ending && { keyIdEnding: ending }) },
      });
    },
  }),
});

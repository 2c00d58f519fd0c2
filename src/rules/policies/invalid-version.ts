import { defineRule } from '../../rule.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html */
const versions = new Set(['2012-10-17', '2008-10-17']);

export default defineRule({
  meta: {
    id: 'invalid-version',
    subject: 'policy',
    severity: 'error',
    summary: 'Version is 2012-10-17 or 2008-10-17.',
    why: 'Version names the policy language, not the date of the policy; AWS refuses any other value.',
    remedy: 'Write "2012-10-17".',
    messages: {
      unknown:
        'Version "{{version}}" does not exist. Allowed: 2012-10-17, 2008-10-17; it names the policy language, not the date of this policy.',
    },
    references: {
      accessAnalyzer: ['INVALID_VERSION'],
      boogy: ['policy_structure', 'invalid_version'],
      cfnLint: ['E3510', 'E3512', 'E3530'],
      parliament: ['INVALID_VERSION'],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    policy({ version }) {
      if (!version || versions.has(version.text)) return;
      report({
        at: version,
        message: 'unknown',
        data: { version: version.text },
        // With 2012-10-17 a `${` becomes a variable, so a person decides.
        suggestions: [{ title: 'Write "2012-10-17".', fix: (build) => build.replace(version.place, '2012-10-17') }],
      });
    },
  }),
});

import { defineRule } from '../../rule.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html */
export default defineRule({
  meta: {
    id: 'unsupported-sid',
    subject: 'policy',
    severity: 'error',
    summary: 'A Sid consists of the letters A-Z and a-z and digits.',
    why: 'IAM and Organizations refuse a Sid with spaces, hyphens or other characters. Some other services take them in resource policies, so there this rule is silent.',
    remedy: 'Write the Sid with letters and digits only, for example in CamelCase.',
    messages: {
      characters: 'The Sid "{{sid}}" holds {{found}}; only A-Z, a-z and 0-9 are allowed.',
    },
    policyTypes: ['identity', 'boundary', 'trust', 'scp', 'rcp'],
    references: {
      accessAnalyzer: ['UNSUPPORTED_SID'],
      boogy: ['policy_structure', 'invalid_sid_format'],
      parliament: ['INVALID_SID'],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement({ sid }) {
      if (!sid) return;
      const found = /[^A-Za-z0-9]/u.exec(sid.text)?.[0];
      if (found === undefined) return;
      const data = { sid: sid.text, found: /\s/.test(found) ? 'white space' : `"${found}"` };
      report({ at: sid, message: 'characters', data });
    },
  }),
});

import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'empty-sid-value',
    subject: 'policy',
    severity: 'suggestion',
    summary: 'A Sid is not empty.',
    why: 'An empty Sid names nothing; it reads like something that was forgotten.',
    remedy: 'Give the statement a name, or remove the Sid.',
    messages: {
      empty: 'The Sid is empty. Give it a value or remove it.',
    },
    fixable: true,
    references: { accessAnalyzer: ['EMPTY_SID_VALUE'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement({ sid }) {
      if (sid?.text === '') report({ at: sid, message: 'empty', fix: (build) => build.remove(sid.place) });
    },
  }),
});

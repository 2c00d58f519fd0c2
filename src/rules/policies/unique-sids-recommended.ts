import { defineRule } from '../../rule.ts';
import { findRepeatedSids, requiresUniqueSids } from '../../policy/sids.ts';

export default defineRule({
  meta: {
    id: 'unique-sids-recommended',
    subject: 'policy',
    severity: 'warning',
    summary: 'No two statements share a Sid.',
    why: 'Logs, tools and people name a statement by its Sid; with two of one name they cannot tell which is meant.',
    remedy: 'Rename or remove one of the two.',
    messages: {
      repeated: 'The Sid "{{sid}}" is used by an earlier statement too; give each statement its own.',
    },
    policyTypes: ['resource', 'trust'],
    references: {
      accessAnalyzer: ['UNIQUE_SIDS_RECOMMENDED'],
      boogy: ['sid_uniqueness'],
      parliament: ['DUPLICATE_SID'],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    policy(policy) {
      if (requiresUniqueSids(policy)) return;
      for (const { sid, first } of findRepeatedSids(policy)) {
        const related = [{ at: first, text: 'The first statement with this Sid.' }];
        report({ at: sid, message: 'repeated', data: { sid: sid.text }, related });
      }
    },
  }),
});

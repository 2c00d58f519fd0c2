import { defineRule } from '../../rule.ts';
import { findRepeatedSids, requiresUniqueSids } from '../../policy/sids.ts';

export default defineRule({
  meta: {
    id: 'unique-sids-required',
    subject: 'policy',
    severity: 'error',
    summary: 'No two statements share a Sid where AWS demands that.',
    why: 'AWS refuses the policy.',
    remedy: 'Rename or remove one of the two.',
    messages: {
      repeated: 'The Sid "{{sid}}" is used by an earlier statement too; in this type of policy each must be unique.',
    },
    policyTypes: ['identity', 'boundary', 'scp', 'rcp', 'resource'],
    references: {
      accessAnalyzer: ['UNIQUE_SIDS_REQUIRED'],
      boogy: ['sid_uniqueness'],
      cfnLint: ['E3510', 'E3512'],
      parliament: ['DUPLICATE_SID'],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    policy(policy) {
      if (!requiresUniqueSids(policy)) return;
      for (const { sid, first } of findRepeatedSids(policy)) {
        const related = [{ at: first, text: 'The first statement with this Sid.' }];
        report({ at: sid, message: 'repeated', data: { sid: sid.text }, related });
      }
    },
  }),
});

/** The rule whose findings `suppressionProblems` makes: what it judges is known only after all other rules have run. */
import { defineRule } from '../rule.ts';

export const unusedSuppression = defineRule({
  meta: {
    id: 'unused-suppression',
    subject: 'file',
    severity: 'warning',
    summary: 'Every suppression names a rule and a reason, still suppresses something, and has not expired.',
    why: 'A suppression that nothing needs any more hides the next finding of that kind, which nobody has judged.',
    remedy: 'Remove the entry; if it expired and is still right, give it a new date and reason.',
    messages: {
      unused: 'This suppression of {{rules}} suppresses nothing. Remove it.',
      expired: 'This suppression of {{rules}} expired on {{expires}}. What it suppressed is reported again.',
      unusedHere: 'This suppression of {{rules}} suppresses nothing here. Remove it.',
      noReason:
        'This suppression of {{rules}} gives no reason, so it does not count. Write one: after " -- " in a comment, as "reason" in metadata.',
      unknownRule: 'This suppression names {{names}}, and no rule is called that. `iam-audit rules` lists the rules.',
    },
    references: {},
    since: '0.1.0',
  },
  create: () => ({}),
});

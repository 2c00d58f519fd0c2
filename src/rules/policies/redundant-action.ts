import type { ActionPattern, Element } from '../../policy/model.ts';
import { compilePattern, covers, type Pattern } from '../../policy/pattern.ts';
import { defineRule } from '../../rule.ts';
import { findCovered, type Coverage } from '../../semantics/redundancy.ts';

const coverage: Coverage<Pattern> = {
  spell: (text) => text.toLowerCase(),
  compile: (text) => compilePattern(text, { ignoreCase: true }),
  isPattern: ({ hasWildcard }) => hasWildcard,
  covers,
};

export default defineRule({
  meta: {
    id: 'redundant-action',
    subject: 'policy',
    severity: 'suggestion',
    summary: 'No action of a list is covered by another one of it.',
    why: 'A covered action changes nothing, makes the policy longer, and looks as if removing it took a permission away.',
    remedy: 'Remove the covered action.',
    messages: {
      covered: '{{action}} is already covered by {{by}} in the same list.',
      repeated: '{{action}} stands in the list more than once.',
    },
    fixable: true,
    references: { accessAnalyzer: ['REDUNDANT_ACTION'] },
    since: '0.1.0',
  },
  create({ report, skip }) {
    const judge = (element: Element<ActionPattern>): void => {
      const found = findCovered(element.values, coverage);
      if (!found) skip('a list is too long to compare its members');
      for (const { member, by, isRepeated } of found ?? []) {
        report({
          at: member,
          message: isRepeated ? 'repeated' : 'covered',
          data: { action: member.text, by: by.text },
          related: [{ at: by, text: `covered by ${by.text}` }],
          fix: (build) => build.remove(member.place),
        });
      }
    };
    return {
      statement({ action, notAction }) {
        if (action) judge(action);
        if (notAction) judge(notAction);
      },
    };
  },
});

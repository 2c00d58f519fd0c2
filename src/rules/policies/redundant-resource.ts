import type { FixBuilder } from '../../fix/builder.ts';
import { compileResource, coversResource, type ArnPattern } from '../../policy/arn.ts';
import type { Element, ResourcePattern } from '../../policy/model.ts';
import { defineRule } from '../../rule.ts';
import { findCovered, type Coverage } from '../../semantics/redundancy.ts';

/** In version 2012-10-17 `${*}` is a star and `${aws:username}` a text that only a wildcard covers. */
const coverage = (variables: boolean): Coverage<ArnPattern> => ({
  spell: (text) => text,
  compile: (text) => compileResource(text, { variables }),
  isPattern: ({ whole }) => whole.hasWildcard,
  covers: coversResource,
});

export default defineRule({
  meta: {
    id: 'redundant-resource',
    subject: 'policy',
    severity: 'suggestion',
    summary: 'No resource of a list is covered by another one of it.',
    why: 'A covered resource changes nothing, makes the policy longer, and looks as if removing it took a permission away.',
    remedy: 'Remove the covered resource.',
    messages: {
      covered: '{{resource}} is already covered by {{by}} in the same list.',
      repeated: '{{resource}} stands in the list more than once.',
    },
    fixable: true,
    references: { accessAnalyzer: ['REDUNDANT_RESOURCE'] },
    since: '0.1.0',
  },
  create({ report, skip }) {
    const judge = (element: Element<ResourcePattern>, variables: boolean): void => {
      const found = findCovered(element.values, coverage(variables));
      if (!found) skip('a list is too long to compare its members');
      for (const { member, by, isRepeated } of found ?? []) {
        // In NotResource a variable without a value keeps the whole statement from matching.
        const isLimit = element.name === 'NotResource' && variables && !isRepeated && member.text.includes('${');
        const fix = (build: FixBuilder) => build.remove(member.place);
        report({
          at: member,
          message: isRepeated ? 'repeated' : 'covered',
          data: { resource: member.text, by: by.text },
          related: [{ at: by, text: `covered by ${by.text}` }],
          ...(isLimit ? { suggestions: [{ title: 'Remove the covered resource', fix }] } : { fix }),
        });
      }
    };
    return {
      statement({ resource, notResource, policy }) {
        const variables = policy.version?.text === '2012-10-17';
        if (resource) judge(resource, variables);
        if (notResource) judge(notResource, variables);
      },
    };
  },
});

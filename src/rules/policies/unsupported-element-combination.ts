import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'unsupported-element-combination',
    subject: 'policy',
    severity: 'error',
    summary: 'A statement has an element or its Not form, never both.',
    why: 'AWS refuses a statement with, say, both Action and NotAction.',
    remedy: 'Keep one of the two, or split the statement.',
    messages: {
      both: 'A statement cannot have both {{element}} and {{other}}.',
    },
    references: {
      accessAnalyzer: ['UNSUPPORTED_ELEMENT_COMBINATION'],
      boogy: ['policy_structure', 'principal_conflict', 'action_conflict', 'resource_conflict'],
      cfnLint: ['E3510', 'E3512', 'E3530'],
      parliament: ['MALFORMED'],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement({ action, notAction, resource, notResource, principal, notPrincipal }) {
      const pairs = [[action, notAction], [resource, notResource], [principal, notPrincipal]] as const; // prettier-ignore
      for (const [element, other] of pairs) {
        if (!element || !other) continue;
        const related = [{ at: element.namePlace, text: `${element.name} stands here.` }];
        report({ at: other.namePlace, message: 'both', data: { element: element.name, other: other.name }, related });
      }
    },
  }),
});

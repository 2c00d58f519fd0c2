import { defineRule } from '../../rule.ts';
import { describeType } from '../../policy/json-type.ts';

export default defineRule({
  meta: {
    id: 'json-syntax-error',
    subject: 'file',
    severity: 'error',
    summary:
      'The file, and every policy written as text in it, can be read as JSON, YAML or Terraform; its names stand once, and a policy is an object.',
    why: 'AWS refuses a document that is not JSON, and tools a file they cannot read; of a name that stands twice all but the last value is lost without a word.',
    remedy: 'Correct the place named; of a repeated name keep one, with the values of both if both were meant.',
    messages: {
      invalid: '{{reason}}',
      duplicate: '"{{name}}" stands twice in one object; the last one counts and the first is lost.',
      shape: 'A policy is an object, not {{found}}.',
    },
    references: { accessAnalyzer: ['JSON_SYNTAX_ERROR'], parliament: ['MALFORMED_JSON'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    file({ syntaxErrors, duplicates }) {
      for (const { message, location } of syntaxErrors)
        report({ at: { location }, message: 'invalid', data: { reason: message } });
      for (const { key, first, location } of duplicates) {
        const related = [{ at: { location: first }, text: 'The first one, which is lost.' }];
        report({ at: { location }, message: 'duplicate', data: { name: key }, related });
      }
    },
    problem(problem) {
      if (problem.kind !== 'data-type-mismatch' || problem.element !== 'policy') return;
      report({ at: problem.place, message: 'shape', data: { found: describeType(problem.found) } });
    },
  }),
});

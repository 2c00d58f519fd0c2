import type { FixBuilder } from '../../fix/builder.ts';
import { defineRule } from '../../rule.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Null */
export default defineRule({
  meta: {
    id: 'null-with-if-exists',
    subject: 'policy',
    severity: 'error',
    summary: 'Null has no IfExists form.',
    why: 'IAM refuses NullIfExists: Null itself asks whether the key is there.',
    remedy: 'Write Null.',
    messages: { suffix: '"{{operator}}" does not exist: Null itself tests whether a key is there.' },
    references: { accessAnalyzer: ['NULL_WITH_IF_EXISTS'], boogy: ['condition_type_mismatch', 'invalid_operator'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement({ condition }) {
      for (const { operator } of condition?.operators ?? []) {
        if (operator.base !== 'Null' || !operator.ifExists) continue;
        const suggestions = [{ title: 'Use Null', fix: (build: FixBuilder) => build.rename(operator.place, 'Null') }];
        report({ at: operator, message: 'suffix', data: { operator: operator.text }, suggestions });
      }
    },
  }),
});

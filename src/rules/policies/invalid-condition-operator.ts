import { defineRule } from '../../rule.ts';
import type { FixBuilder } from '../../fix/builder.ts';
import { nearest } from '../../catalog/suggest.ts';
import { operatorNames, parseOperator } from '../../policy/condition.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export default defineRule({
  meta: {
    id: 'invalid-condition-operator',
    subject: 'policy',
    severity: 'error',
    summary: 'Condition operators are those that AWS documents.',
    why: 'IAM refuses a policy with an operator it does not know.',
    remedy:
      'Use a documented operator, with an optional ForAllValues: or ForAnyValue: before it and IfExists after it.',
    messages: {
      unknown: 'Condition operator "{{operator}}" does not exist.',
      near: 'Condition operator "{{operator}}" does not exist. Did you mean "{{near}}"?',
    },
    references: {
      accessAnalyzer: ['INVALID_CONDITION_OPERATOR'],
      boogy: ['condition_type_mismatch', 'invalid_operator'],
      parliament: ['UNKNOWN_OPERATOR'],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement({ condition }) {
      for (const { operator } of condition?.operators ?? []) {
        const parsed = parseOperator(operator.text);
        if (parsed.known) continue;
        const right = nearestOperator(parsed);
        const data = { operator: operator.text };
        if (right === undefined) {
          report({ at: operator, message: 'unknown', data });
          continue;
        }
        const suggestions = [
          { title: `Use ${right}`, fix: (build: FixBuilder) => build.rename(operator.place, right) },
        ];
        report({ at: operator, message: 'near', data: { ...data, near: right }, suggestions });
      }
    },
  }),
});

/** The slip may be in the name, or in what follows it: `StringEqualsIfExist`. */
function nearestOperator({ qualifier, base, ifExists }: ReturnType<typeof parseOperator>): string | undefined {
  const end = ifExists ? 'IfExists' : '';
  const [near] = nearest(base, operatorNames);
  const [whole] = near === undefined && !ifExists ? nearest(base, withIfExists) : [];
  const name = near === undefined ? whole : `${near}${end}`;
  return name === undefined ? undefined : `${qualifier ? `${qualifier}:` : ''}${name}`;
}

const withIfExists = operatorNames.filter((name) => name !== 'Null').map((name) => `${name}IfExists`);

import type { Statement, Text } from '../../policy/model.ts';
import { defineRule } from '../../rule.ts';
import { firstVariable } from '../../semantics/variable-places.ts';

export default defineRule({
  meta: {
    id: 'variable-unsupported-in-element',
    subject: 'policy',
    severity: 'error',
    summary: 'Policy variables stand in Resource, NotResource and condition values only.',
    why: 'Elsewhere a variable is not replaced: the policy is refused, or compares the text as it is written.',
    remedy: 'Write the value itself, or move the limit into a condition.',
    messages: {
      element:
        '{{element}} cannot hold the variable {{variable}}; only Resource, NotResource and condition values can.',
    },
    references: { accessAnalyzer: ['VARIABLE_UNSUPPORTED_IN_ELEMENT'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement(statement) {
      for (const [element, value] of textsWithoutVariables(statement)) {
        const variable = firstVariable(value.text);
        if (variable !== undefined) report({ at: value, message: 'element', data: { element, variable } });
      }
    },
  }),
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-wheretouse */
function textsWithoutVariables(statement: Statement): readonly (readonly [string, Text])[] {
  const { sid, effect, action, notAction, principal, notPrincipal } = statement;
  return [
    ...(sid ? [['Sid', sid] as const] : []),
    ...(effect ? [['Effect', effect] as const] : []),
    ...[action, notAction, principal, notPrincipal].flatMap((element) =>
      (element?.values ?? []).map((value) => [element?.name ?? '', value] as const),
    ),
  ];
}

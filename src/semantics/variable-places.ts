/**
 * Where a policy may hold variables, and what is wrong with those that stand there.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
import type { Statement, Text } from '../policy/model.ts';
import { rememberLatest } from '../policy/remember.ts';
import { mayHaveVariables, parseVariables, type VariableProblem } from '../policy/variable.ts';
import type { RuleContext, Visitor } from '../rule.ts';

/** Only policies of this version have variables; elsewhere the same text is literal. */
export const variableVersion = '2012-10-17';

/** The values of Resource, NotResource and Condition that hold `${`. */
export const textsWithVariables: (statement: Statement) => readonly Text[] = rememberLatest(
  ({ resource, notResource, conditions }) => {
    const found: Text[] = [];
    for (const element of [resource, notResource, ...conditions]) {
      if (element) for (const value of element.values) if (mayHaveVariables(value.text)) found.push(value);
    }
    return found;
  },
);

/** The visitor of a rule on one kind of malformed variables: one report a value, naming the first such variable. */
export function reportVariableProblems({ report }: RuleContext<'malformed'>, kind: VariableProblem['kind']): Visitor {
  return {
    statement(statement) {
      if (statement.policy.version?.text !== variableVersion) return;
      for (const value of textsWithVariables(statement)) {
        const problem = parseVariables(value.text).problems.find((one) => one.kind === kind);
        if (!problem) continue;
        const variable = value.text.slice(problem.start, problem.end);
        report({ at: value, message: 'malformed', data: { variable } });
      }
    },
  };
}

/** The first well-formed variable of a text, as written. */
export function firstVariable(text: string): string | undefined {
  if (!mayHaveVariables(text)) return undefined;
  const variable = parseVariables(text).parts.find((part) => typeof part !== 'string' && part.kind === 'variable');
  return typeof variable === 'object' ? text.slice(variable.start, variable.end) : undefined;
}

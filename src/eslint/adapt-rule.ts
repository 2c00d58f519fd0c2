/** One of our rules as a rule of ESLint. */
import type { Rule as EslintRule } from 'eslint';
import type { Finding, Fix, Location } from '../finding.ts';
import type { OptionSchema, Rule } from '../rule.ts';
import { judge } from './judge.ts';

type JsonSchema = Exclude<EslintRule.RuleMetaData['schema'], boolean | undefined>;

/** `docs` is the address of the rule's page. */
export function adaptRule(rule: Rule, docs: string): EslintRule.RuleModule {
  const { id, severity, summary, fixable, options } = rule.meta;
  return {
    meta: {
      type: severity === 'suggestion' ? 'suggestion' : 'problem',
      docs: { description: summary, url: docs, recommended: rule.meta.offByDefault !== true },
      ...(fixable === true && { fixable: 'code' }),
      hasSuggestions: true,
      schema: schemaOf(options),
    },
    create: (context) => ({
      // The node that @eslint/json visits first, for the whole file.
      Document: () => {
        for (const finding of judge(rule, context)) {
          if (finding.ruleId === id) report(context, finding);
        }
      },
    }),
  };
}

function report(context: EslintRule.RuleContext, { message, location, fix, suggestions }: Finding): void {
  const problem = {
    message,
    loc: locOf(location),
    suggest: (suggestions ?? []).map((one) => ({ desc: one.title, fix: fixer(one) })),
  };
  context.report(fix ? { ...problem, fix: fixer(fix) } : problem);
}

function fixer({ edits }: Fix) {
  return (build: EslintRule.RuleFixer): EslintRule.Fix[] =>
    edits.map(({ start, end, text }) => build.replaceTextRange([start, end], text));
}

/** Both count lines and columns from 1 here: the languages of `@eslint/json` say so. */
function locOf({ line = 1, column = 1, endLine, endColumn }: Location) {
  return { start: { line, column }, end: { line: endLine ?? line, column: endColumn ?? column } };
}

/** One object with the rule's options; none for a rule without options. */
function schemaOf(options: Readonly<Record<string, OptionSchema>> | undefined): JsonSchema {
  if (!options) return [];
  const properties = Object.fromEntries(Object.entries(options).map(([name, option]) => [name, typeOf(option)]));
  return [{ type: 'object', properties, additionalProperties: false }];
}

function typeOf({ type, description }: OptionSchema) {
  return type === 'strings'
    ? { type: 'array' as const, items: { type: 'string' as const }, description }
    : { type, description };
}

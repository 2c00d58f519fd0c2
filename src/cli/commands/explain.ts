import { UsageError } from '../../errors.ts';
import { knownRules as rules } from '../../known-rules.ts';
import type { Rule } from '../../rule.ts';
import type { Command } from '../command.ts';
import { didYouMean } from '../parse-arguments.ts';
import { docsOf } from '../docs-of.ts';
import { describeRule } from './rules.ts';

export const explain: Command = {
  name: 'explain',
  summary: 'explain one rule: what, why, how to fix, its names elsewhere',
  usage: 'explain RULE [--format text|json]',
  flags: {
    format: { type: 'string', value: 'NAME', choices: ['text', 'json'], description: 'how to print it' },
    debug: { type: 'boolean', description: 'show the stack of an internal error' },
  },
  run: async (args, io) => {
    const [name, extra] = args.positionals;
    if (extra !== undefined) throw new UsageError(`explain takes one rule; ${extra} is one too many.`);
    if (name === undefined) throw new UsageError('explain needs the name of a rule. `iam-audit rules` lists them.');
    const found = findRules(name);
    if (found.length === 0) {
      throw new UsageError(
        `There is no rule "${name}".${didYouMean(
          name,
          rules.map(({ meta }) => meta.id),
        )} \`iam-audit rules\` lists them.`,
      );
    }
    const json = args.text('format') === 'json';
    const [only] = found;
    if (json)
      await io.stdout(
        `${JSON.stringify(found.length === 1 && only ? describeRule(only) : found.map(describeRule), null, 2)}\n`,
      );
    else await io.stdout(found.map(page).join('\n'));
    return 0;
  },
};

/** By its id, else by the name another tool or benchmark gives it. */
function findRules(name: string): readonly Rule[] {
  const exact = rules.filter(({ meta }) => meta.id === name);
  if (exact.length > 0) return exact;
  const wanted = name.toLowerCase();
  const inAnyCase = rules.filter(({ meta }) => meta.id === wanted);
  if (inAnyCase.length > 0) return inAnyCase;
  return rules.filter(({ meta }) =>
    Object.values(meta.references).some((names) => names.some((one) => one.toLowerCase() === wanted)),
  );
}

function page({ meta }: Rule): string {
  const references = Object.entries(meta.references).map(([tool, names]) => `  ${tool}: ${names.join(', ')}`);
  const options = Object.entries(meta.options ?? {}).map(
    ([name, { default: value, description }]) => `  ${name} (default ${JSON.stringify(value)}): ${description}`,
  );
  return [
    `${meta.id} (${meta.severity}${meta.fixable ? ', fixable' : ''}${meta.offByDefault ? ', off by default' : ''})`,
    '',
    meta.summary,
    '',
    `Why: ${meta.why}`,
    `Fix: ${meta.remedy}`,
    ...(options.length > 0 ? ['', 'Options:', ...options] : []),
    ...(references.length > 0 ? ['', 'The same thing elsewhere:', ...references] : []),
    '',
    `Docs: ${docsOf(meta.id)}`,
    '',
  ].join('\n');
}

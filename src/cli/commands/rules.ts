import { UsageError } from '../../errors.ts';
import { knownRules } from '../../known-rules.ts';
import { policyTypes as allPolicyTypes } from '../../policy/model.ts';
import type { Rule } from '../../rule.ts';
import type { Command } from '../command.ts';
import { docsOf } from '../docs-of.ts';

/** `rules --format json`: the shape that the README documents. */
export function describeRule({ meta }: Rule): Readonly<Record<string, unknown>> {
  const {
    id,
    subject,
    severity,
    securitySeverity,
    summary,
    why,
    remedy,
    fixable,
    policyTypes,
    needs,
    references,
    since,
  } = meta;
  return {
    id,
    subject,
    severity,
    securitySeverity: securitySeverity ?? 0,
    summary,
    why,
    remedy,
    fixable: fixable ?? false,
    policyTypes: policyTypes ?? (subject === 'policy' ? allPolicyTypes : []),
    needs: (needs ?? []).flat(),
    references,
    docs: docsOf(id),
    since,
    ...(meta.offByDefault && { offByDefault: true }),
    ...(meta.options && { options: meta.options }),
  };
}

export const rulesCommand: Command = {
  name: 'rules',
  summary: 'list all rules',
  usage: 'rules [--format text|json]',
  flags: {
    format: { type: 'string', value: 'NAME', choices: ['text', 'json'], description: 'how to print them' },
    debug: { type: 'boolean', description: 'show the stack of an internal error' },
  },
  run: async (args, io) => {
    const [extra] = args.positionals;
    if (extra !== undefined) throw new UsageError(`rules takes no name; \`iam-audit explain ${extra}\` explains one.`);
    if (args.text('format') === 'json') {
      await io.stdout(`${JSON.stringify(knownRules.map(describeRule), null, 2)}\n`);
      return 0;
    }
    const width = Math.max(0, ...knownRules.map(({ meta }) => meta.id.length));
    const lines = knownRules.map(
      ({ meta }) => `${meta.id.padEnd(width)}  ${meta.severity.padEnd(10)}  ${meta.summary}`,
    );
    await io.stdout(`${lines.join('\n')}\n`);
    return 0;
  },
};

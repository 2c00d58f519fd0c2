/** Rules made active as their own metadata asks for, without any configuration. */
import type { ActiveRule } from './engine.ts';
import { knownRules } from './known-rules.ts';
import type { Rule } from './rule.ts';

/** Every rule that is on by default, with its default options. */
export function defaultRules(): readonly ActiveRule[] {
  return knownRules.filter(({ meta }) => meta.offByDefault !== true).map((rule) => activate(rule));
}

/** The rule with its default options, and over them the given ones. */
export function activate(rule: Rule, options: Readonly<Record<string, unknown>> = {}): ActiveRule {
  const defaults = Object.entries(rule.meta.options ?? {}).map(([name, schema]) => [name, schema.default] as const);
  return { rule, options: { ...Object.fromEntries(defaults), ...options } };
}

/**
 * The policy rules inside ESLint, on files in the languages `json/json` and `json/jsonc` of `@eslint/json`.
 * https://eslint.org/docs/latest/extend/plugins
 */
import type { ESLint, Linter } from 'eslint';
import { knownRules } from '../known-rules.ts';
import type { Severity } from '../finding.ts';
import type { Rule } from '../rule.ts';
import { homepage, version } from '../version.ts';
import { adaptRule } from './adapt-rule.ts';

/** Rules on what a file holds; those on accounts have nothing to look at in an editor. */
const fileRules = knownRules.filter(({ meta }) => meta.subject === 'policy' || meta.id === 'json-syntax-error');

const levels: Readonly<Record<Severity, Linter.RuleSeverity>> = {
  error: 'error',
  security: 'error',
  warning: 'warn',
  suggestion: 'warn',
};

const plugin = {
  meta: { name: 'iam-audit', version, namespace: 'iam-audit' },
  rules: Object.fromEntries(fileRules.map((rule) => [rule.meta.id, adaptRule(rule, docsOf(rule))])),
  configs: {} as { recommended: Linter.Config },
} satisfies ESLint.Plugin;

plugin.configs.recommended = {
  name: 'iam-audit/recommended',
  plugins: { 'iam-audit': plugin },
  rules: Object.fromEntries(
    fileRules
      .filter(({ meta }) => meta.offByDefault !== true)
      .map(({ meta }) => [`iam-audit/${meta.id}`, levels[meta.severity]]),
  ),
};

function docsOf({ meta }: Rule): string {
  return `${homepage}/blob/main/docs/rules/${meta.id}.md`;
}

export default plugin;

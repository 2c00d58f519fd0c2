/** Rules by their own ids and by the names other tools and benchmarks have for the same thing. */
import type { RuleMeta } from '../rule.ts';
import type { SuppressionTarget } from './config.ts';

export interface RuleNames {
  readonly ids: ReadonlySet<string>;
  /** `id`, `tool:name` or `name`; nothing when no rule is called that. */
  readonly resolve: (name: string) => readonly SuppressionTarget[];
}

/** `others`: further ids. */
export function indexRuleNames(rules: readonly RuleMeta[], others: readonly string[] = []): RuleNames {
  const ids = new Set([...rules.map(({ id }) => id), ...others]);
  const foreign = new Map<string, SuppressionTarget[]>();
  const add = (name: string, target: SuppressionTarget): void => {
    const targets = foreign.get(name) ?? [];
    if (!targets.some(({ ruleId, pathId }) => ruleId === target.ruleId && pathId === target.pathId))
      targets.push(target);
    foreign.set(name, targets);
  };
  for (const rule of rules) {
    for (const [tool, names] of Object.entries(rule.references)) {
      for (const name of names) {
        const target = targetOf(rule.id, tool, name);
        add(name.toLowerCase(), target);
        add(`${plainTool(tool)}:${name.toLowerCase()}`, target);
      }
    }
  }
  return {
    ids,
    resolve: (name) => (ids.has(name) ? [{ ruleId: name }] : (foreign.get(foreignKey(name)) ?? [])),
  };
}

/** One rule stands for every escalation path, so the name of a path means the findings about that path only. */
function targetOf(ruleId: string, tool: string, name: string): SuppressionTarget {
  return tool === 'pathfinding' ? { ruleId, pathId: name } : { ruleId };
}

function foreignKey(name: string): string {
  const colon = name.indexOf(':');
  if (colon < 0) return name.toLowerCase();
  return `${plainTool(name.slice(0, colon))}:${name
    .slice(colon + 1)
    .trim()
    .toLowerCase()}`;
}

/** `Access Analyzer`, `access-analyzer` and `accessAnalyzer` are one tool. */
function plainTool(tool: string): string {
  return tool.toLowerCase().replace(/[^a-z]/g, '');
}

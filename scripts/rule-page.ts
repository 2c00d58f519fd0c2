/** The docs page of a rule, from its meta and the first cases of its test table: the examples shown are the ones tested. */
import type { RuleMeta } from '../src/rule.ts';
import type { InvalidCase, RuleTable, ValidCase } from '../test/support/rule-tester.ts';

export function rulePage(meta: RuleMeta, table: RuleTable | undefined): string {
  const parts = [
    `# ${meta.id}`,
    meta.summary,
    factTable(meta),
    `## Why\n\n${meta.why}`,
    `## How to fix\n\n${meta.remedy}`,
    optionsOf(meta),
    table && examplesOf(table),
    referencesOf(meta),
  ];
  return `${parts.filter((part) => part !== undefined && part !== '').join('\n\n')}\n`;
}

function factTable(meta: RuleMeta): string {
  const rows = [
    ['Severity', meta.severity + (meta.securitySeverity === undefined ? '' : ` (${meta.securitySeverity} of 10)`)],
    ['Looks at', meta.subject],
    ['Policy types', meta.policyTypes?.join(', ') ?? (meta.subject === 'policy' ? 'all' : '')],
    ['Needs', meta.needs?.map((need) => (typeof need === 'string' ? need : need.join(' or '))).join(', ') ?? ''],
    ['Fixable', meta.fixable ? 'yes, `--fix`' : ''],
    ['Default', meta.offByDefault ? 'off' : 'on'],
    ['Since', meta.since],
  ];
  return [
    '| | |',
    '| --- | --- |',
    ...rows.filter(([, value]) => value !== '').map(([name, value]) => `| ${name} | ${value} |`),
  ].join('\n');
}

function optionsOf(meta: RuleMeta): string {
  const options = Object.entries(meta.options ?? {});
  if (options.length === 0) return '';
  const rows = options.map(
    ([name, { default: value, description }]) => `| \`${name}\` | \`${JSON.stringify(value)}\` | ${description} |`,
  );
  return ['## Options', '', '| Option | Default | Meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

function examplesOf(table: RuleTable): string {
  const bad = table.invalid.find((one) => showable(one));
  const good = table.valid.find((one) => showable(one));
  return [bad && example('Reported', bad), good && example('Not reported', good)]
    .filter((part) => part !== undefined)
    .join('\n\n');
}

/** Small policies only: a snapshot or a long text explains nothing at a glance. */
function showable({ policy }: ValidCase): boolean {
  return policy !== undefined && textOf(policy).length < 2_000;
}

function example(title: string, one: ValidCase | InvalidCase): string {
  return `## ${title}: ${one.name}\n\n\`\`\`json\n${textOf(one.policy).trimEnd()}\n\`\`\``;
}

function textOf(policy: unknown): string {
  return typeof policy === 'string' ? policy : JSON.stringify(policy, null, 2);
}

function referencesOf(meta: RuleMeta): string {
  const entries = Object.entries(meta.references).filter(([, names]) => names.length > 0);
  if (entries.length === 0) return '';
  return [
    '## The same thing elsewhere',
    '',
    ...entries.map(([tool, names]) => `- ${tool}: ${names.map((name) => `\`${name}\``).join(', ')}`),
  ].join('\n');
}

export function indexPage(rules: readonly RuleMeta[]): string {
  const rows = rules.map(
    ({ id, subject, severity, summary }) => `| [${id}](${id}.md) | ${subject} | ${severity} | ${summary} |`,
  );
  return [
    '# Rules',
    '',
    `${rules.length} rules. This page and those it links are generated from the rules and their tests.`,
    '',
    '| Rule | Looks at | Severity | Demands |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** The pages docs/escalation/*.md, one a group of paths, and the section of docs/coverage.md, from the catalogue of paths. */
import { describeNeeds, invisibleNeeds } from '../src/escalation/describe.ts';
import type { EscalationPath, PathGroup, PathStep } from '../src/escalation/path.ts';
import { escalationPaths } from '../src/escalation/paths.ts';

const groups: Readonly<Record<PathGroup, { readonly title: string; readonly intro: string }>> = {
  'new-passrole': {
    title: 'Handing a role to a service',
    intro:
      'Who may pass a role to a service (`iam:PassRole`) and start something there can run code or API calls under that role. The role decides what is gained: passing an administrator role to a function of one’s own makes an administrator.',
  },
  'existing-passrole': {
    title: 'Taking over something that has a role',
    intro:
      'Functions, instances, builds and stacks run under roles. Who may change what they do, or get inside, acts with that role without ever passing it. Nothing is gained where the role may do no more than the attacker.',
  },
  'self-escalation': {
    title: 'Giving oneself more permissions',
    intro:
      'Some permissions let their holder change its own policies, groups or boundary. They are as good as every permission there is, so they belong to administrators, or under a permissions boundary.',
  },
  'principal-access': {
    title: 'Becoming someone else',
    intro:
      'Who may issue credentials for another user, rewrite who may assume a role, or assume one, acts with the permissions of that user or role. Together with a permission to change policies the attacker chooses them freely.',
  },
};

/** Text of each page by file name. */
export function escalationPages(): ReadonlyMap<string, string> {
  const names = Object.keys(groups) as readonly PathGroup[];
  return new Map([
    ['README.md', indexPage(names)],
    ...names.map((group) => [`${group}.md`, groupPage(group)] as const),
  ]);
}

function indexPage(names: readonly PathGroup[]): string {
  const links = names.map((group) => `- [${groups[group].title}](${group}.md): ${pathsOf(group).length} paths`);
  const parts = [
    '# Privilege escalation',
    'A path is a set of calls by which a principal ends up with more permissions than it was given. The rule [privilege-escalation](../rules/privilege-escalation.md) looks for the paths below. These pages are generated from its data.',
    links.join('\n'),
    '## How to read a finding',
    '`lint` looks at one policy and says what could come of it: a path is possible when the policy allows every step on something that can be its target. It names a path by its id; `evidence.paths` lists all that the same statement opens.',
    'Severity follows from what is gained and how far the statement reaches: `security` when a wildcard covers every role, user or policy, a step less when it covers some, `suggestion` when the targets are named. Paths that take over a resource count one step less, because they depend on what the resource runs under. Working on a named resource and assuming a role whose name the policy gives, whole or in part, are not reported: that is what such policies are for.',
    'Ids such as `lambda-001` are those of the [pathfinding.cloud](https://pathfinding.cloud) catalogue. Ids without a number are our own, for sets of actions that the catalogue does not have.',
  ];
  return `${parts.join('\n\n')}\n`;
}

function groupPage(group: PathGroup): string {
  const { title, intro } = groups[group];
  return `${[`# ${title}`, intro, ...pathsOf(group).map(pathSection)].join('\n\n')}\n`;
}

function pathsOf(group: PathGroup): readonly EscalationPath[] {
  return escalationPaths.filter((path) => path.group === group);
}

function pathSection(path: EscalationPath): string {
  const needs = describeNeeds(path);
  const parts = [
    `## ${path.id}`,
    `${path.name}.`,
    path.attack,
    `Takes: ${path.steps.map(stepText).join(', ')}.`,
    needs.length > 0 ? `Needs: ${needs.join('; ')}.` : '',
    path.parent === undefined ? '' : `A variant of \`${path.parent}\`.`,
    `How to cut it: ${path.cut}`,
    elsewhere(path),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function stepText({ action, sameAs }: PathStep): string {
  return `\`${action}\`${sameAs === undefined ? '' : ` on what \`${sameAs}\` was for`}`;
}

function elsewhere({ references }: EscalationPath): string {
  const names = Object.entries(references).flatMap(([tool, ids]) =>
    tool === 'pathfinding' || tool === 'pmapper'
      ? []
      : [`${toolNames[tool] ?? tool}: ${(ids as string[]).map((id) => `\`${id}\``).join(', ')}`],
  );
  return names.length === 0 ? '' : `The same thing elsewhere: ${names.join('; ')}.`;
}

const toolNames: Readonly<Record<string, string>> = {
  cloudsplaining: 'Cloudsplaining',
  prowler: 'Prowler',
  iamVulnerable: 'IAM Vulnerable',
};

/** What lint and scan can see of each path: a section of docs/coverage.md. */
export function escalationCoverage(): string {
  const rows = escalationPaths.map((path) => [
    `[\`${path.id}\`](escalation/${path.group}.md#${path.id})`,
    lintSees(path),
    invisibleNeeds(path).join('; ') || 'nothing',
  ]);
  return [
    '## Escalation paths',
    '',
    `${escalationPaths.length} paths, ${escalationPaths.filter(({ isCatalogued }) => isCatalogued).length} of them from the pathfinding.cloud catalogue as of 2025-12. Lint judges the permissions of one policy; what the account holds beside them it takes as possible. A scan looks at the roles, trust policies, groups and boundaries as well; what IAM data does not show stays open there.`,
    '',
    ...padded([['Path', 'Lint reports it', 'What a scan leaves open'], ...rows]),
    '',
  ].join('\n');
}

function lintSees({ gains, id }: EscalationPath): string {
  return gains === 'carried-role' || id === 'sts-001' ? 'where a wildcard reaches the target' : 'yes';
}

function padded(cells: readonly (readonly string[])[]): readonly string[] {
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = cells;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)];
}

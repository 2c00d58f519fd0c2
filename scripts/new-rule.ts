/** Writes a new rule and its test table, both to be filled in: `npm run new-rule -- policies/my-rule-id`. */
import { existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a rule of each group looks at. */
const subjects: ReadonlyMap<string, string> = new Map([
  ['policies', 'policy'],
  ['users', 'user'],
  ['groups', 'group'],
  ['roles', 'role'],
  ['account', 'account'],
  ['least-privilege', 'role'],
]);

/** Writes both files below `root`; returns their paths, or a message that says what is wrong. */
export function writeRule(root: string, name: string | undefined): readonly string[] | string {
  const [group = '', id = '', ...rest] = (name ?? '').split('/');
  const subject = subjects.get(group);
  if (name === undefined || rest.length > 0 || id === '')
    return 'Name the group and the id of the rule: npm run new-rule -- policies/my-rule-id';
  if (subject === undefined) return `There is no group "${group}". Groups: ${[...subjects.keys()].join(', ')}.`;
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/.test(id))
    return `"${id}" is no rule id: two or more words in lower case, joined by hyphens.`;
  const files: [string, string][] = [
    [`src/rules/${group}/${id}.ts`, ruleText(id, subject)],
    [`test/rules/${group}/${id}.test.ts`, testText(group, id, subject)],
  ];
  const taken = [...subjects.keys()].map((other) => `src/rules/${other}/${id}.ts`);
  const existing = [...taken, ...files.map(([path]) => path)].find((path) => existsSync(join(root, path)));
  if (existing !== undefined) return `${existing} exists already; nothing was written.`;
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return files.map(([path]) => path);
}

function ruleText(id: string, subject: string): string {
  const visitor = subject === 'policy' ? 'statement' : subject;
  const data = subject === 'policy' ? '' : `, data: { name: ${visitor}.ref.name }`;
  const message = subject === 'policy' ? 'TODO' : 'TODO {{name}}';
  return `import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: '${id}',
    subject: '${subject}',
    severity: 'warning',
    summary: 'TODO: one sentence, present tense, of what the rule demands.',
    why: 'TODO: what goes wrong in practice.',
    remedy: 'TODO: what to do about it.',
    messages: { todo: '${message}: what is wrong, and what is right instead.' },
    references: {},
    since: '0.1.0',
  },
  create: ({ report }) => ({
    ${visitor}(${visitor}) {
      report({ at: ${visitor}, message: 'todo'${data} });
    },
  }),
});
`;
}

/** The sample policy or account of a test: of the case that must not be reported, and of the one that must. */
function samplesOf(subject: string): readonly [imports: string, near: string, wrong: string] {
  if (subject === 'policy') return ['', "policy: policy('s3:GetObject')", "policy: policy('s3:PutObject')"];
  if (subject === 'account') return ['bundle, user', 'account: bundle()', "account: bundle({ users: [user('ann')] })"];
  const make = (name: string) => `account: bundle({ ${subject}s: [${subject}('${name}')] })`;
  return [`bundle, ${subject}`, make('near-miss'), make('wrong')];
}

const samplePolicy = `
const policy = (Action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: 'arn:aws:s3:::reports/*' }],
});
`;

/** Fails until it is filled in: the near-miss is reported, and the finding is expected elsewhere. */
function testText(group: string, id: string, subject: string): string {
  const [names, near, wrong] = samplesOf(subject);
  const support = names === '' ? '' : `import { ${names} } from '../../support/account.ts';\n`;
  const at = subject === 'policy' ? "at: '/TODO'" : "resource: 'TODO'";
  return `import rule from '../../../src/rules/${group}/${id}.ts';
${support}import { testRule } from '../../support/rule-tester.ts';
${subject === 'policy' ? samplePolicy : ''}
testRule(rule, {
  valid: [
    // TODO: at least two near-misses, the most ordinary ones first.
    {
      name: 'TODO: must not be reported',
      ${near},
    },
  ],
  invalid: [
    // TODO: a case for every message; line and column at least once.
    {
      name: 'TODO: must be reported',
      ${wrong},
      findings: [{ message: 'todo', ${at} }],
    },
  ],
});
`;
}

const script = process.argv[1];
if (script !== undefined && realpathSync(script) === realpathSync(fileURLToPath(import.meta.url))) {
  const written = writeRule(fileURLToPath(new URL('..', import.meta.url)), process.argv[2]);
  if (typeof written === 'string') {
    console.error(written);
    process.exitCode = 2;
  } else {
    for (const path of written) console.log(`wrote ${path}`);
    console.log('Next: fill the test table, then the rule, then `npm run gen` and `npm test`.');
  }
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { answerPaths } from '../../../src/escalation/graph/answers.ts';
import { openCatalog } from '../../../src/catalog/iam-data.ts';
import { graphDot } from '../../../src/report/graph-dot.ts';
import { graphMermaid } from '../../../src/report/graph-mermaid.ts';
import { viewGraph } from '../../../src/report/graph-view.ts';
import { account, allow, arnOf, bundle, role, trust, user } from '../../support/account.ts';
import { runCli } from '../../support/run-cli.ts';

const demo = fileURLToPath(new URL('../../../fixtures/demo/', import.meta.url));
const dir = mkdtempSync(join(tmpdir(), 'paths-'));
afterAll(() => {
  rmSync(dir, { recursive: true });
});

const paths = (...more: readonly string[]) => runCli(['paths', '--snapshot', 'snapshot.json', ...more], { cwd: demo });

interface Answer {
  readonly paths: readonly {
    readonly from: { readonly name: string };
    readonly to?: { readonly name: string };
    readonly certainty: string;
    readonly hops: readonly { readonly path: string; readonly statements: readonly { readonly pointer: string }[] }[];
  }[];
}

describe('the planted chain of the demonstration account', () => {
  test('is told hop by hop, with the statements that decide', async () => {
    const { code, stdout } = await paths('--from', 'ci', '--to', 'admin', '--format', 'json');
    const answer = JSON.parse(stdout) as Answer;
    expect(code).toBe(1);
    expect(answer.paths.map(({ from, to, certainty }) => [from.name, to?.name, certainty])).toEqual([
      ['ci', 'operations', 'confirmed'],
    ]);
    expect(answer.paths[0]?.hops.map(({ path }) => path)).toEqual(['sts-001', 'lambda-001', 'sts-001']);
    expect(answer.paths[0]?.hops[1]?.statements.map(({ pointer }) => pointer)).toContain(
      '/authorizationDetails/Policies/3/PolicyVersionList/0/Document/Statement/1',
    );
  });

  test('ends at a role that is named', async () => {
    const { code, stdout } = await paths('--to', 'build-runner');
    expect(code).toBe(1);
    expect(stdout).toContain('user ci -> role build-runner [confirmed]');
    expect(stdout).not.toContain('operations');
  });

  test('is nothing to a user without it', async () => {
    const { code, stdout } = await paths('--from', 'cy', '--to', 'admin');
    expect([code, stdout.includes('Nobody else')]).toEqual([0, true]);
  });

  test.each(['text', 'table', 'dot', 'mermaid'])('is told as %s', async (format) => {
    const { code, stdout } = await paths('--format', format);
    expect(code).toBe(1);
    for (const name of ['ci', 'deploy', 'build-runner', 'operations']) expect(stdout).toContain(name);
  });
});

test('a principal that is not there, or is two, ends with status 2', async () => {
  expect((await paths('--from', 'deplooy')).stderr).toContain('Did you mean deploy?');
  const both = bundle({ users: [user('same')], roles: [role('same')] });
  writeFileSync(join(dir, 'both.json'), JSON.stringify(both));
  const { code, stderr } = await runCli(['paths', '--snapshot', 'both.json', '--from', 'same'], { cwd: dir });
  expect(code).toBe(2);
  expect(stderr).toContain('user/same');
  expect(stderr).toContain('role/same');
});

test('the snapshot has to be named', async () => {
  expect((await runCli(['paths'], { cwd: dir })).code).toBe(2);
});

test('names that mean something to Graphviz or Mermaid are only names', () => {
  const bad = 'a"]; evil -> b [label="x\\N';
  const hostile = account({
    users: [user(bad)],
    roles: [role('target', { trust: trust({ AWS: arnOf('user', bad) }), inline: { all: allow('*', '*') } })],
  });
  const view = viewGraph(answerPaths(hostile, openCatalog(), {}));
  const dot = graphDot(view).split('\n');
  expect(dot.filter((line) => line.includes('evil'))).toEqual([
    String.raw`  n0 [label="user a\"]; evil -> b [label=\"x\\N", shape=box];`,
  ]);
  const mermaid = graphMermaid(view);
  expect(mermaid).toContain('n0["user a#34;#93;#59; evil -#62; b #91;label=#34;x#92;N"]');
});

test('ways in from outside are told, also to a role that leads to an administrator', () => {
  const { entryPoints } = answerPaths(
    account({
      roles: [
        role('partner', {
          trust: trust({ AWS: 'arn:aws:iam::444455556666:root' }),
          inline: { a: allow('iam:PutRolePolicy', '*') },
        }),
        role('harmless', { trust: trust({ AWS: 'arn:aws:iam::444455556666:root' }) }),
      ],
    }),
    openCatalog(),
    {},
  );
  expect(entryPoints.map(({ role: arn }) => arn)).toEqual([arnOf('role', 'partner')]);
});

test('an accepted path is suppressed by principal and path, and another path is not', async () => {
  const risky = bundle({
    users: [user('me', { inline: { a: allow(['iam:PutUserPolicy', 'iam:AttachUserPolicy'], arnOf('user', 'me')) } })],
  });
  writeFileSync(join(dir, 'risky.json'), JSON.stringify(risky));
  const suppressions = [
    {
      rules: ['privilege-escalation'],
      resource: arnOf('user', 'me'),
      path: 'iam-007',
      reason: 'accepted',
      expires: '2027-01-01',
    },
  ];
  writeFileSync(join(dir, 'iam-audit.json'), JSON.stringify({ suppressions }));
  const argv = ['scan', '--snapshot', 'risky.json', '--config', 'iam-audit.json', '--format', 'json'];
  const { stdout } = await runCli(argv, { cwd: dir });
  type Listed = readonly { readonly ruleId: string; readonly evidence: { readonly path: { readonly id: string } } }[];
  const { findings, suppressed } = JSON.parse(stdout) as { findings: Listed; suppressed: Listed };
  const ids = (list: Listed) =>
    list.filter(({ ruleId }) => ruleId === 'privilege-escalation').map(({ evidence }) => evidence.path.id);
  expect([ids(findings), ids(suppressed)]).toEqual([['iam-008'], ['iam-007']]);
});

test('markdown tells the hops', async () => {
  const { stdout } = await runCli(['scan', '--snapshot', 'snapshot.json', '--format', 'markdown'], { cwd: demo });
  expect(stdout).toContain('How access grows');
  expect(stdout).toContain('1. user ci -&#62; role deploy: Assume a role');
});

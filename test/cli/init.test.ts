import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseConfigText } from '../../src/cli/config-json.ts';
import { runCli } from '../support/run-cli.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

const name = 'iam-audit.config.jsonc';
let here: Workspace;
beforeEach(() => {
  here = openWorkspace();
});
afterEach(() => {
  here.remove();
});

it('writes a configuration that changes nothing and that lint accepts', async () => {
  const { code, stdout } = await runCli(['init'], { cwd: here.cwd });
  expect(code).toBe(0);
  expect(stdout).toContain(`${name} written`);
  expect(stdout).toContain('.pre-commit-config.yaml');
  const text = readFileSync(join(here.cwd, name), 'utf8');
  expect(parseConfigText(text, name, true).value).toEqual({
    $schema: './node_modules/iam-audit/dist/config-schema.json',
  });
  here.write({ 'x.json': { Version: '2012-10-17', Statement: [] } });
  expect((await here.lint('x.json')).stderr).not.toContain(name);
});

it('holds examples that the configuration accepts', async () => {
  await runCli(['init'], { cwd: here.cwd });
  // Prose begins with a capital letter, an example with a quotation mark or a bracket.
  const live = readFileSync(join(here.cwd, name), 'utf8').replace(/^ {2}\/\/ (?=\s*["\]{])/gm, '  ');
  const sections = Object.keys(parseConfigText(live, name, true).value as object);
  expect(sections).toEqual([
    '$schema', 'failOn', 'ignore', 'rules', 'policyTypes', 'overrides', 'suppressions', 'forbidden', 'baseline',
  ]); // prettier-ignore
  here.write({ [name]: live, 'x.json': { Version: '2012-10-17', Statement: [] } });
  const { stderr } = await here.lint('x.json');
  expect(stderr).not.toContain(name);
});

it.each(['iam-audit.config.json', name, 'iam-audit.config.js'])('overwrites no %s', async (existing) => {
  here.write({ [existing]: {} });
  const before = readFileSync(join(here.cwd, existing), 'utf8');
  const { code, stderr } = await runCli(['init'], { cwd: here.cwd });
  expect([code, stderr]).toEqual([2, `iam-audit: ${existing} is there already; init overwrites nothing.\n`]);
  expect(readFileSync(join(here.cwd, existing), 'utf8')).toBe(before);
  expect(existsSync(join(here.cwd, name))).toBe(existing === name);
});

it('takes no argument', async () => {
  expect((await runCli(['init', 'x'], { cwd: here.cwd })).code).toBe(2);
});

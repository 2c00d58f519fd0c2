/** The samples of docs/outputs.md are what the tool prints: `…` alone in a line stands for lines that are left out. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { formatNames } from '../../src/report/index.ts';
import { runCli } from '../support/run-cli.ts';

const path = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const page = readFileSync(path('docs/outputs.md'), 'utf8');
const samples = [...page.matchAll(/^```text\n\$ iam-audit (.*)\n([^]*?)^```$/gm)].map(
  ([, command = '', sample = '']) => [command, sample] as const,
);

describe('docs/outputs.md', () => {
  it('has a sample of every format but table, which depends on the width of the terminal', () => {
    const shown = samples.map(([command]) => / --format (\w+)/.exec(command)?.[1]);
    expect([...shown].sort()).toEqual(formatNames.filter((name) => name !== 'table').sort());
  });

  it('names every format in its table', () => {
    for (const name of formatNames) expect(page).toContain(`| \`${name}\``);
  });

  it.each(samples)('shows what `%s` prints', async (command, sample) => {
    const cwd = path(command.includes('snapshot.json') ? 'fixtures/demo' : 'fixtures/cli/lint-finding');
    const result = await runCli(command.split(' '), { cwd });
    // CSV ends its lines with CR LF.
    const stdout = result.stdout.replaceAll('\r\n', '\n');
    const pieces = sample.split(/^…\n/m);
    if (pieces.length === 1) expect(stdout).toBe(sample);
    let at = 0;
    for (const piece of pieces) {
      expect(stdout.slice(at)).toContain(piece);
      at = stdout.indexOf(piece, at) + piece.length;
    }
  });
});

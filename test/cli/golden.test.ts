/**
 * End to end: every folder of fixtures/cli holds a `case.json` with the arguments, the files they name, and what must
 * come out (`stdout.txt`, `stderr.txt`, the status). UPDATE=1 rewrites what is expected; read the difference before
 * committing it.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';

const root = fileURLToPath(new URL('../../fixtures/cli', import.meta.url));
const update = process.env['UPDATE'] === '1';

interface Case {
  readonly argv: readonly string[];
  readonly code: number;
  readonly stdin?: string;
  /** Below `fixtures`; default the case's own folder. */
  readonly cwd?: string;
}

describe('command line', () => {
  const names = readdirSync(root).sort();
  it('has cases', () => {
    expect(names.length).toBeGreaterThan(5);
  });
  for (const name of names) {
    it(name, async () => {
      const folder = join(root, name);
      const one = JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8')) as Case;
      const cwd = one.cwd === undefined ? folder : join(root, '..', one.cwd);
      const result = await runCli(one.argv, { cwd, ...(one.stdin !== undefined && { stdin: one.stdin }) });
      if (update) {
        writeFileSync(join(folder, 'case.json'), `${JSON.stringify({ ...one, code: result.code }, null, 2)}\n`);
        for (const stream of ['stdout', 'stderr'] as const) {
          const path = join(folder, `${stream}.txt`);
          if (result[stream] !== '' || existsSync(path)) writeFileSync(path, result[stream]);
        }
        return;
      }
      const expected = (stream: string): string => {
        const path = join(folder, `${stream}.txt`);
        return existsSync(path) ? readFileSync(path, 'utf8') : '';
      };
      expect(result).toEqual({ code: one.code, stdout: expected('stdout'), stderr: expected('stderr') });
    });
  }
});

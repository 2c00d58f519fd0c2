/** Files in a folder of their own, and the command line run there. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCli, type CliOptions, type CliResult } from '../support/run-cli.ts';

const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*' };
export const good = { Version: '2012-10-17', Statement: [statement] };
export const bad = { ...good, Statement: [{ ...statement, Effect: 'Permit' }] };
/** What `oneline` says of bad.json. */
export const found = 'bad.json:5:17: error: Effect "Permit" does not exist. Allowed: Allow, Deny. [invalid-effect]\n';

export interface Json {
  readonly findings: readonly { ruleId: string; severity: string; location: Record<string, unknown> }[];
  readonly policies: readonly Record<string, unknown>[];
  readonly skipped: readonly { ruleId?: string; file?: string; reason: string }[];
  readonly summary: Readonly<Record<string, number>>;
}

export interface Workspace {
  readonly cwd: string;
  readonly write: (files: Readonly<Record<string, string | Uint8Array | object>>) => void;
  readonly run: (argv: readonly string[], options?: Partial<CliOptions>) => Promise<CliResult>;
  /** `lint --format oneline`. */
  readonly lint: (...argv: string[]) => Promise<CliResult>;
  readonly json: (...argv: string[]) => Promise<Json & { code: number }>;
  readonly remove: () => void;
}

/** With bad.json and good.json in it. */
export function openWorkspace(): Workspace {
  const cwd = mkdtempSync(join(tmpdir(), 'iam-audit-cli-'));
  const write: Workspace['write'] = (files) => {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(cwd, name)), { recursive: true });
      const isRaw = typeof content === 'string' || content instanceof Uint8Array;
      writeFileSync(join(cwd, name), isRaw ? content : JSON.stringify(content, null, 2));
    }
  };
  const run: Workspace['run'] = (argv, options = {}) => runCli(argv, { cwd, ...options });
  write({ 'bad.json': bad, 'good.json': good });
  return {
    cwd,
    write,
    run,
    lint: (...argv) => run(['lint', ...argv, '--format', 'oneline']),
    json: async (...argv) => {
      const { code, stdout } = await run([...argv, '--format', 'json']);
      return { code, ...(JSON.parse(stdout) as Json) };
    },
    remove: () => {
      rmSync(cwd, { recursive: true, force: true });
    },
  };
}

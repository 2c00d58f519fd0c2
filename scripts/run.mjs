// Starts the project's own tools the same way on every platform: node on the tool's script, no shell.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Path of the script behind a package's command. */
function binOf(name, command) {
  const manifest = join(root, 'node_modules', name, 'package.json');
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'));
  return join(dirname(manifest), typeof bin === 'string' ? bin : bin[command ?? name.replace(/^@[^/]+\//, '')]);
}

/** Runs a package's command; returns its exit status. */
export function runTool(name, args, { command, quiet = false, env = {} } = {}) {
  const result = spawnSync(process.execPath, [binOf(name, command), ...args], {
    cwd: root,
    stdio: ['ignore', quiet ? 'pipe' : 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  return result.status ?? 1;
}

/** Runs one of the project's TypeScript scripts. */
export function runScript(script, args = []) {
  const result = spawnSync(process.execPath, ['--import', 'tsx', join(root, 'scripts', script), ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return result.status ?? 1;
}

// npm start: the main job on the data in this repository. Findings are the point, so status 1, which says that there are some, is as good as 0.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

const program = join(root, 'dist', 'bin.js');
if (!existsSync(program)) await import('./build.mjs');

const demonstrations = [
  ['scan', '--snapshot', 'fixtures/demo/snapshot.json', '--fail-on', 'never'],
  ['paths', '--snapshot', 'fixtures/demo/snapshot.json'],
  ['suggest', '--snapshot', 'fixtures/demo/snapshot.json'],
  ['lint', 'fixtures/policies', '--fail-on', 'never'],
];

for (const args of demonstrations) {
  console.log(`$ iam-audit ${args.join(' ')}\n`);
  const { status } = spawnSync(process.execPath, [program, ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status === null || status > 1) process.exitCode = status ?? 1;
  console.log('');
}

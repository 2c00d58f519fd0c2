// Builds dist/: the bundled program, its types, the compiled catalogue and the data files that are read on demand.
import { cpSync, mkdirSync, chmodSync } from 'node:fs';
import { join } from 'node:path';
import { root, runScript, runTool } from './run.mjs';

const lazyData = ['action-last-accessed.json', 'api-operations.json', 'config-schema.json', 'cloudtrail-mapping.json'];

let status = runTool('tsdown', ['--logLevel', 'warn']);
if (status === 0) status = runScript('build-catalog.ts', [join(root, 'dist', 'catalog')]);
if (status === 0) {
  mkdirSync(join(root, 'dist', 'data'), { recursive: true });
  for (const name of lazyData) cpSync(join(root, 'src', 'data', name), join(root, 'dist', 'data', name));
  cpSync(join(root, 'src', 'data', 'config-schema.json'), join(root, 'dist', 'config-schema.json'));
  chmodSync(join(root, 'dist', 'bin.js'), 0o755);
}
process.exitCode = status;

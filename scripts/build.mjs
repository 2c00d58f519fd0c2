// Builds dist/: the bundled program, its types, the compiled catalogue, the data files that are read on demand
// and the grammar for Terraform files.
import { cpSync, mkdirSync, chmodSync } from 'node:fs';
import { join } from 'node:path';
import { root, runScript, runTool } from './run.mjs';

const lazyData = [
  'action-last-accessed.json',
  'api-operations.json',
  'dependent-actions.json',
  'config-schema.json',
  'cloudtrail-mapping.json',
];

let status = runTool('tsdown', ['--logLevel', 'warn']);
if (status === 0) status = runScript('build-catalog.ts', [join(root, 'dist', 'catalog')]);
if (status === 0) {
  mkdirSync(join(root, 'dist', 'data'), { recursive: true });
  for (const name of lazyData) cpSync(join(root, 'src', 'data', name), join(root, 'dist', 'data', name));
  cpSync(join(root, 'src', 'data', 'config-schema.json'), join(root, 'dist', 'config-schema.json'));
  const grammar = join(root, 'node_modules', '@tree-sitter-grammars', 'tree-sitter-hcl');
  mkdirSync(join(root, 'dist', 'terraform'), { recursive: true });
  for (const name of ['tree-sitter-terraform.wasm', 'LICENSE']) {
    cpSync(join(grammar, name), join(root, 'dist', 'terraform', name));
  }
  chmodSync(join(root, 'dist', 'bin.js'), 0o755);
}
process.exitCode = status;

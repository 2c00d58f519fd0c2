// What `npm pack` would put into the package: everything the program reads, and nothing else.
import { spawnSync } from 'node:child_process';
import { root } from './run.mjs';

const wanted = [
  'LICENSE',
  'NOTICE',
  'README.md',
  'package.json',
  'problem-matcher.json',
  'dist/bin.js',
  'dist/index.js',
  'dist/index.d.ts',
  'dist/eslint.js',
  'dist/eslint.d.ts',
  'dist/config-schema.json',
  'dist/catalog/index.json',
  'dist/data/action-last-accessed.json',
  'dist/terraform/tree-sitter-terraform.wasm',
  'dist/terraform/LICENSE',
];
const allowed = /^(?:dist\/|(?:LICENSE|NOTICE|README\.md|CHANGELOG\.md|package\.json|problem-matcher\.json)$)/;
/** Bytes unpacked; the service data is most of it. */
const mostBytes = 25_000_000;

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const { stdout, status } = spawnSync(npm, ['pack', '--dry-run', '--json', '--ignore-scripts'], {
  cwd: root,
  encoding: 'utf8',
  shell: process.platform === 'win32',
});
const [{ files, unpackedSize }] = status === 0 ? JSON.parse(stdout) : [{ files: [], unpackedSize: 0 }];
const names = files.map(({ path }) => path);
const problems = [
  ...wanted.filter((name) => !names.includes(name)).map((name) => `${name} is missing`),
  ...names.filter((name) => !allowed.test(name)).map((name) => `${name} should not be packed`),
  ...(unpackedSize > mostBytes ? [`${unpackedSize} bytes are more than ${mostBytes}`] : []),
];
for (const problem of problems) console.error(problem);
console.log(`${names.length} files, ${(unpackedSize / 1e6).toFixed(1)} MB unpacked`);
process.exitCode = problems.length === 0 ? 0 : 1;

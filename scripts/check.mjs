// Everything CI runs, in order; every step runs even when an earlier one failed, so one look shows all.
import { runScript, runTool } from './run.mjs';

const steps = [
  ['formatting', () => runTool('prettier', ['--check', '--log-level', 'warn', '.'])],
  ['lint', () => runTool('eslint', ['.'])],
  ['types', () => runTool('typescript', ['--noEmit'], { command: 'tsc' })],
  ['generated files', () => runScript('gen.ts', ['--check'])],
  ['build', () => import('./build.mjs').then(() => Number(process.exitCode ?? 0))],
  ['tests', () => runTool('vitest', ['run', '--coverage'])],
  ['packed files', () => import('./packed-files.mjs').then(() => Number(process.exitCode ?? 0))],
  ['package', () => runTool('publint', ['run', '--strict', '.'], { command: 'publint' })],
  [
    'types of the package',
    () => runTool('@arethetypeswrong/cli', ['--pack', '.', '--profile', 'esm-only'], { command: 'attw', quiet: true }),
  ],
  ['unused code', () => runTool('knip', ['--no-progress'])],
];

const failed = [];
for (const [name, run] of steps) {
  console.log(`\n== ${name}`);
  process.exitCode = 0;
  if ((await run()) !== 0) failed.push(name);
}
console.log(failed.length === 0 ? '\nEverything passed.' : `\nFailed: ${failed.join(', ')}`);
console.log(`${steps.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;

// npm run bench
import { runScript } from './run.mjs';

process.exitCode = runScript('bench.ts', process.argv.slice(2));

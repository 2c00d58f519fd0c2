// npm run conformance -- DIR
import { runScript } from './run.mjs';

process.exitCode = runScript('conformance.ts', process.argv.slice(2));

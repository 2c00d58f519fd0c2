// npm run gen [-- --check]
import { runScript } from './run.mjs';

process.exitCode = runScript('gen.ts', process.argv.slice(2));

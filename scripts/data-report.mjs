// npm run data-report
import { runScript } from './run.mjs';

process.exitCode = runScript('data-report.ts');

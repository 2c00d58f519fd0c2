// npm run new-rule -- policies/my-rule-id
import { runScript } from './run.mjs';

process.exitCode = runScript('new-rule.ts', process.argv.slice(2));
